/** So many dossiers stand one below the other; of more, each is drawn when it is opened. */
const APART_DOSSIERS = 4;

/** All dossiers at a glance: what can ship, and what cannot yet. */
function overview() {
    if (report.dossiers.length < 2) return null;
    const classes = { ready: "ready", "ready with warnings": "warning", "not ready": "error" };
    const list = (title, members) => make("div", { class: "overview" }, make("h3", {}, `${title} (${members.length})`),
        make("ul", { class: "steps" }, members.map(({ dossier, number }) => make("li", {},
            make("span", { class: `chip ${classes[dossier.readiness]}` }, word(dossier.readiness)),
            on(make("a", { href: `#dossier-${number}` }, isolated(dossier.path)), "click", () => openDossier(number))))));
    const all = report.dossiers.map((dossier, number) => ({ dossier, number }));
    return card(word("dossiers"), make("div", { class: "columns" },
        list(word("cannotShip"), all.filter(({ dossier }) => dossier.readiness === "not ready")),
        list(word("canShip"), all.filter(({ dossier }) => dossier.readiness !== "not ready"))));
}

/** Opens a dossier that is folded. */
function openDossier(number) {
    const details = document.getElementById(`dossier-${number}`);
    if (details?.tagName !== "DETAILS") return;
    details.open = true;
    details.querySelector("summary").focus();
}

/** A dossier: the verdict, then what leads to it. */
function dossierCards(dossier, number) {
    const rest = () => [
        make("div", { class: "columns" }, stepsCard(dossier, number), documentsChart(dossier)),
        matrixCard(dossier), readinessCard(dossier), findingsCard(dossier, number), timelineCard(dossier),
        notCheckedCard(dossier), suppressedCard(dossier), filesCard(dossier),
    ].filter(Boolean);
    if (report.dossiers.length <= APART_DOSSIERS) {
        return [make("section", { class: `card verdict ${kindOf(dossier)}`, id: `dossier-${number}`, tabindex: "-1" },
            verdict(dossier, number)), ...rest()];
    }
    const details = make("details", { class: "dossier", id: `dossier-${number}` },
        make("summary", { class: `card verdict ${kindOf(dossier)}` }, verdict(dossier, number)));
    details.openBody = () => {
        if (details.childElementCount === 1) details.append(...rest());
    };
    on(details, "toggle", () => {
        state.opened[details.open ? "add" : "delete"](number);
        if (details.open) details.openBody();
    });
    // After a change of language, what was open is open again.
    if (state.opened.has(number)) {
        details.openBody();
        details.open = true;
    }
    return [details];
}

function kindOf(dossier) {
    return { ready: "ready", "ready with warnings": "warnings", "not ready": "not-ready" }[dossier.readiness];
}

function verdict(dossier, number) {
    const chips = ["error", "warning", "note"].filter((severity) => dossier.counts[severity] > 0)
        .map((severity) => make("span", { class: `chip ${severity}` }, counted(dossier.counts[severity], severity)));
    return [icon(dossier.readiness), make(number === 0 ? "h1" : "h2", {}, word(dossier.readiness)),
        make("div", { class: "chips" }, make("span", { class: "path" }, isolated(dossier.path)),
            make("span", { class: "chip" }, `${word("stage")}: ${say(dossier.stage)}`), chips)];
}

/** What somebody has to do, in the order in which it is done. */
function stepsCard(dossier, number) {
    const counts = new Map();
    for (const finding of dossier.findings) counts.set(finding.step, (counts.get(finding.step) ?? 0) + 1);
    const steps = [...counts.entries()].sort((a, b) => a[0] - b[0]).map(([step, count]) => make("li", {},
        make("span", { class: "count" }, String(count)), make("a", { href: `#step-${number}-${step}` }, say(report.steps[step].title))));
    const blocking = dossier.notChecked.filter((entry) => entry.sort === "blocking").map((entry) => make("li", {},
        make("span", { class: "count error" }, "!"),
        make("span", {}, `${word("blocking")}: `, isolated([inner(entry.path ?? "", dossier), say(entry.reason)].filter(Boolean).join(": ")))));
    return card(word("nextSteps"), steps.length + blocking.length
        ? make("ol", { class: "steps" }, blocking, steps) : make("p", {}, word("nothing")));
}

function notCheckedCard(dossier) {
    const rows = dossier.notChecked.map((entry) => make("tr", {},
        make("td", {}, entry.sort === "blocking" ? make("span", { class: "badge error" }, word("blocking")) : null,
            " ", isolated(sentence(entry.reason))),
        make("td", {}, isolated(inner(entry.path ?? "", dossier))), make("td", { class: "mono" }, (entry.rules ?? []).join(", "))));
    const left = dossier.leftOut.map(({ rule, count }) => make("li", {}, word("leftOut", { n: count, rule })));
    if (rows.length + left.length === 0) return null;
    return card(word("notChecked"), rows.length ? table(word("notChecked"), [word("reason"), word("document"), word("rules")], rows) : null,
        left.length ? make("ul", { class: "plain" }, left) : null);
}

function suppressedCard(dossier) {
    if (dossier.suppressed.length === 0) return null;
    return card(word("suppressed"), make("ul", { class: "plain" }, dossier.suppressed.map((finding) => make("li", {},
        isolated(say(finding.message)), " ", make("span", { class: "hint" },
            isolated([finding.suppression.place, finding.suppression.reason, finding.suppression.until].filter(Boolean).join(" · ")))))));
}

function filesCard(dossier) {
    const digest = (text) => make("td", { class: "mono digest" }, text ?? "");
    const rows = dossier.documents.map((item) => make("tr", {}, make("td", {}, say(item.title) || word("unknown")),
        make("td", {}, isolated(item.number ?? "")), make("td", { class: "mono" }, isolated(inner(item.path, dossier))),
        make("td", { class: "number" }, String(item.records)), make("td", {}, say(item.aside)), digest(item.sha256)));
    const others = dossier.otherFiles.map((item) => make("tr", {}, make("td", {}, word("listed")), make("td", {}),
        make("td", { class: "mono" }, isolated(inner(item.path, dossier))), make("td", {}), make("td", {}), digest(item.sha256)));
    return card(word("files"), table(word("files"),
        [word("kind"), word("number"), word("file"), word("records"), word("aside"), word("digest")], [rows, others]));
}

/** What is about the configuration, and what will be found later. */
function otherCards() {
    const item = (finding) => make("li", {}, badge(finding.severity), " ", isolated(say(finding.message)), " ",
        make("span", { class: "mono hint" }, isolated(place(finding.location))));
    const configuration = report.findings.length
        ? card(word("configuration"), make("ul", { class: "plain" }, report.findings.map(item))) : null;
    const upcoming = report.upcoming.length
        ? card(word("upcoming"), make("ul", { class: "plain" }, report.upcoming.map((entry) => {
            const line = item(entry.finding);
            line.prepend(make("strong", {}, word("from", { date: entry.date })), " ");
            return line;
        }))) : null;
    return [configuration, upcoming];
}

function footer() {
    const packs = report.packs.map((pack) => make("li", {}, `${say(pack.title)} (${pack.name})`,
        pack.sha256 ? make("span", { class: "mono digest" }, ` ${pack.sha256}`) : null));
    return card(word("made"), report.isShared ? make("p", { class: "hint" }, word("shared")) : null,
        make("dl", { class: "facts" }, make("dt", {}, word("program")), make("dd", {}, `shiplint ${report.program}`),
            make("dt", {}, word("asOf")), make("dd", {}, report.asOf),
            make("dt", {}, word("packs")), make("dd", {}, make("ul", { class: "plain" }, packs))));
}

/** Draws everything anew: after a change of language. */
function render() {
    document.documentElement.lang = state.language === "zh" ? "zh-Hans" : "en";
    for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
    choose("languages", word("language"), [["en", "English"], ["zh", "中文"]], state.language, (value) => {
        state.language = value;
        render();
    });
    choose("themes", word("theme"), ["auto", "light", "dark"].map((name) => [name, word(name)]), state.theme, setTheme);
    const sections = report.dossiers.flatMap(dossierCards);
    document.getElementById("report").replaceChildren(...[overview(), ...sections, ...otherCards()].filter(Boolean));
    document.getElementById("footer").replaceChildren(footer());
}

/** Buttons of which one is pressed. */
function choose(id, label, options, current, action) {
    const holder = document.getElementById(id);
    const focused = holder.contains(document.activeElement) ? document.activeElement.value : null;
    holder.setAttribute("aria-label", label);
    holder.replaceChildren(...options.map(([value, text]) =>
        on(make("button", { type: "button", value, "aria-pressed": String(value === current), lang: value === "zh" ? "zh-Hans" : null }, text),
            "click", () => action(value))));
    if (focused) holder.querySelector(`[value="${focused}"]`)?.focus();
}

const prefersDark = matchMedia("(prefers-color-scheme: dark)");

function setTheme(theme) {
    state.theme = theme;
    const isDark = theme === "dark" || (theme === "auto" && prefersDark.matches);
    document.documentElement.dataset.theme = isDark ? "dark" : "light";
    for (const button of document.querySelectorAll("#themes button")) {
        button.setAttribute("aria-pressed", String(button.value === theme));
    }
}

/** What was opened for a print, to be closed again. */
let opened = [];

on(window, "beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")].slice(0, PRINTED);
    for (const details of opened) {
        details.openBody?.();
        details.open = true;
    }
});
on(window, "afterprint", () => {
    for (const details of opened) details.open = false;
    opened = [];
});
// Within another page, which may forbid it, printing is that page's matter.
document.getElementById("print").hidden = window !== window.top;
on(document.getElementById("print"), "click", () => window.print());
on(prefersDark, "change", () => setTheme(state.theme));
on(document, "keydown", (event) => {
    // As in many programs, a slash leads to the search; not while somebody writes.
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
    event.preventDefault();
    document.querySelector("input.find")?.focus();
});

setTheme("auto");
render();
