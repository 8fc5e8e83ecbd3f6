/** Findings shown of a group before somebody asks for more. */
const FIRST = 50;
/** So many findings of one rule in a group stand one by one; more are one line that opens. */
const APART = 5;
/** Places that such a line names. */
const PLACES = 3;
/** Findings opened for a print; more are printed as their headlines. */
const PRINTED = 200;

/** The findings of a dossier, grouped by what to do next. */
function findingsCard(dossier, number) {
    const shown = make("p", { class: "shown", role: "status", "aria-live": "polite" });
    const list = make("div", {});
    const refresh = () => {
        const wanted = dossier.findings.filter(isWanted);
        list.replaceChildren(...groups(dossier, wanted, number));
        if (wanted.length === 0) list.append(make("p", {}, word(dossier.findings.length ? "noMatch" : "nothing")));
        shown.textContent = word("shown", { n: wanted.length, all: dossier.findings.length });
    };
    const search = make("input", {
        type: "search", placeholder: word("search"), "aria-label": word("search"), value: state.search, class: "find",
    });
    let pending = 0;
    on(search, "input", () => {
        state.search = search.value;
        clearTimeout(pending);
        pending = setTimeout(refresh, 120);
    });
    const choices = ["error", "warning", "note"].map((severity) => {
        const box = make("input", { type: "checkbox", checked: state.severities[severity] });
        on(box, "change", () => {
            state.severities[severity] = box.checked;
            refresh();
        });
        return make("label", {}, box, word(severity));
    });
    refresh();
    const tools = make("div", { class: "tools", role: "search" }, search, choices, shown);
    return card(word("findings"), dossier.findings.length > 0 ? tools : null, list);
}

function isWanted(finding) {
    if (!state.severities[finding.severity]) return false;
    const words = state.search.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) return true;
    finding.text ??= [
        finding.rule, finding.message.en, finding.message.zh, finding.subject, finding.location?.path,
        finding.location?.field, finding.location?.value, ...(finding.related ?? []).map((other) => other.value),
    ].filter(Boolean).join(" ").toLowerCase();
    return words.every((part) => finding.text.includes(part));
}

function groups(dossier, findings, number) {
    const bySteps = new Map();
    for (const finding of findings) {
        if (!bySteps.has(finding.step)) bySteps.set(finding.step, []);
        bySteps.get(finding.step).push(finding);
    }
    return [...bySteps.entries()].sort((a, b) => a[0] - b[0]).map(([step, members]) => {
        const heading = make("h3", { id: `step-${number}-${step}` },
            say(report.steps[step].title), make("span", { class: "chip" }, String(members.length)));
        const group = make("section", { class: "group" }, heading);
        extend(group, dossier, byCause(members), members.length);
        return group;
    });
}

/** The findings of a group, each rule's where its first one stands: one by one, or as a list where they are many. */
function byCause(findings) {
    const causes = new Map();
    for (const finding of findings) {
        const key = `${finding.severity} ${finding.rule}`;
        if (!causes.has(key)) causes.set(key, []);
        causes.get(key).push(finding);
    }
    return [...causes.values()].flatMap((members) => members.length > APART ? [members] : members);
}

/** Adds the next findings to a group, and a button for those after them. */
function extend(group, dossier, entries, total, start = 0, count = FIRST) {
    const lines = entries.slice(start, start + count)
        .map((entry) => Array.isArray(entry) ? cause(dossier, entry) : headline(dossier, entry));
    group.append(...lines);
    // The first that were hidden are where a keyboard goes on.
    if (start > 0) lines[0]?.querySelector("summary").focus();
    const rest = entries.length - start - count;
    if (rest <= 0) return;
    const more = make("button", { type: "button" }, word("more", { n: Math.min(rest, FIRST) }));
    const all = make("button", { type: "button" }, word("all", { n: total }));
    const buttons = make("p", { class: "more" }, more, all);
    const go = (size) => () => {
        buttons.remove();
        extend(group, dossier, entries, total, start + count, size);
    };
    on(more, "click", go(FIRST));
    on(all, "click", go(entries.length));
    group.append(buttons);
}

/** Many findings of one rule in one line, with the first places; they are drawn when it is opened. */
function cause(dossier, findings) {
    const [first] = findings;
    const rule = report.rules[first.rule];
    const places = findings.slice(0, PLACES).map((finding) => finding.subject || place(finding.location, dossier));
    const details = make("details", { class: "cause" },
        make("summary", {}, badge(first.severity),
            isolated(rule ? sentence(rule.title) : sentence(first.message), { class: "message" }),
            make("span", { class: "chip" }, word("times", { n: findings.length })),
            make("span", { class: "place" }, isolated(places.join(state.language === "zh" ? "、" : ", ") + " …"))));
    details.openBody = () => {
        if (details.childElementCount === 1) extend(details, dossier, findings, findings.length);
    };
    return on(details, "toggle", () => details.open && details.openBody());
}

/** A finding in one line; the rest is made when it is opened. */
function headline(dossier, finding) {
    const details = make("details", { class: "finding" },
        make("summary", {}, badge(finding.severity), isolated(sentence(finding.message), { class: "message" }),
            make("span", { class: "place mono" }, isolated(place(finding.location, dossier)))));
    details.openBody = () => {
        if (details.childElementCount === 1) details.append(body(dossier, finding));
    };
    return on(details, "toggle", () => details.open && details.openBody());
}

/** The place within a file; that of a table is said in words of the language. */
function address(text) {
    const cell = /^row (\d+)(?:, column '(.*)')?$/.exec(text ?? "");
    if (!cell || state.language === "en") return text;
    return `第 ${cell[1]} 行` + (cell[2] ? `，“${cell[2]}”列` : "");
}

function place(location, dossier) {
    if (!location?.path) return word("ofDossier");
    const spot = address(location.address) || (location.line ? `${location.line}:${location.column}` : "");
    return [inner(location.path, dossier), spot].filter(Boolean).join(" · ");
}

function body(dossier, finding) {
    const rule = report.rules[finding.rule];
    const basis = finding.basis ?? rule?.basis;
    const sides = [side(dossier, finding.location, "here"), ...(finding.related ?? []).map((other) => side(dossier, other, "there"))];
    const facts = [
        [word("help"), say(finding.help ?? rule?.help)],
        [word("why"), say(rule?.why)],
        [word("basis"), basis && [word(basis.status), basis.source].filter(Boolean).join(": ")],
        [word("jurisdiction"), basis?.jurisdiction],
        [word("effective"), basis?.effective],
        [word("verified"), basis?.verified],
        [word("fix"), finding.fix && `${word(finding.fix.safety === "safe" ? "fixSafe" : "fixUnsafe")}: ${say(finding.fix.title)}`],
        [word("notMended"), say(finding.fixHindrance)],
        [word("rule"), [finding.rule, say(rule?.title)].filter(Boolean).join(": ")],
        [word("fingerprint"), finding.fingerprint],
    ].filter(([, text]) => text);
    const list = make("dl", { class: "facts" }, facts.map(([name, text]) => [make("dt", {}, name), make("dd", {}, isolated(text))]));
    const folded = finding.folded?.length
        ? make("div", {}, make("h4", {}, word("sameCause")),
            make("ul", { class: "plain" }, finding.folded.map((other) => make("li", {}, isolated(say(other.message))))))
        : null;
    return make("div", { class: "body" }, make("div", { class: "sides" }, sides.filter(Boolean)), list, folded);
}

/** What one document says, with the line it stands in and the value marked. */
function side(dossier, location, which) {
    if (!location?.path) return null;
    const item = dossier.documents.find((document) => document.path === location.path);
    const title = item ? documentName(item) : inner(location.path, dossier);
    return make("div", { class: `side ${which}` },
        make("h4", {}, `${word(which)}: ${title}`),
        location.value ? make("p", { class: "value" }, isolated(location.value)) : null,
        make("p", { class: "mono soft" }, isolated(place(location, dossier))),
        location.source ? excerpt(location) : null);
}

function excerpt(location) {
    const characters = [...new Intl.Segmenter().segment(location.source)].map((part) => part.segment);
    const start = Math.min(Math.max(location.mark[0] - 1, 0), characters.length);
    const end = Math.min(start + location.mark[1], characters.length);
    const part = (from, to) => characters.slice(from, to).join("");
    return make("code", { class: "excerpt", tabindex: "0", role: "group", "aria-label": `${word("line")} ${location.line}` },
        make("span", { class: "line" }, `${location.line}  `), part(0, start),
        end > start ? make("mark", {}, part(start, end)) : null, part(end));
}
