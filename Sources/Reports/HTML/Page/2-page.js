/** What the page shows, and the one place where it is kept. */
const report = JSON.parse(document.getElementById("data").textContent);
const state = {
    language: document.documentElement.lang.startsWith("zh") ? "zh" : "en",
    theme: "auto",
    search: "",
    severities: { error: true, warning: true, note: true },
    onlyDiffering: true,
    opened: new Set(),
};

/** A word of the page, with {names} filled in. */
function word(name, values = {}) {
    const text = WORDS[state.language][name] ?? name;
    return text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
}

/** A text of the data in the language that is shown. */
function say(text) {
    return text == null ? "" : text[state.language];
}

/** A count with its noun, as "3 errors" or "3 个错误". */
function counted(count, severity) {
    const noun = state.language === "zh" ? severity + "s" : count === 1 ? severity : severity + "s";
    return `${count} ${word(noun)}`;
}

/**
 * An element with attributes and children; texts become text nodes, so nothing from a document is ever markup.
 */
function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
        if (value === false || value == null) continue;
        element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...children.flat(Infinity).filter((child) => child != null && child !== ""));
    return element;
}

/** The same for SVG. */
function draw(name, attributes = {}, ...children) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children.flat(Infinity));
    return element;
}

/** An element that does something when it is used. */
function on(element, event, action) {
    element.addEventListener(event, action);
    return element;
}

/** A section with a heading. */
function card(title, ...children) {
    return make("section", { class: "card" }, make("h2", {}, title), ...children);
}

/** Text that may run in either direction, kept from turning what stands around it. */
function isolated(text, attributes = {}) {
    return make("bdi", attributes, text);
}

function badge(severity) {
    return make("span", { class: `badge ${severity}` }, word(severity));
}

/** A table with a heading row; cells are texts or elements. */
function table(caption, headings, rows, attributes = {}) {
    return make("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": caption },
        make("table", attributes,
            make("caption", { class: "hidden" }, caption),
            make("thead", {}, make("tr", {}, headings.map((heading) => make("th", { scope: "col" }, heading)))),
            make("tbody", {}, rows)));
}

/** The verdict's sign. */
function icon(readiness) {
    const shape = { ready: "M13 25l8 8 15-17", "ready with warnings": "M24 12v16M24 34v2", "not ready": "M15 15l18 18M33 15L15 33" }[readiness];
    const colour = { ready: "--ready", "ready with warnings": "--warning", "not ready": "--error" }[readiness];
    return draw("svg", { class: "icon", viewBox: "0 0 48 48", "aria-hidden": "true" },
        draw("circle", { cx: 24, cy: 24, r: 21, fill: "none", stroke: `var(${colour})`, "stroke-width": 4 }),
        draw("path", { d: shape, fill: "none", stroke: `var(${colour})`, "stroke-width": 4.5, "stroke-linecap": "round" }));
}

/** A sentence of the data as a heading begins. */
function sentence(text) {
    const said = say(text);
    return said.charAt(0).toUpperCase() + said.slice(1);
}

/** A path without that of the dossier, which stands above. */
function inner(path, dossier) {
    return dossier && path.startsWith(dossier.path + "/") ? path.slice(dossier.path.length + 1) : path;
}

/** The name of a document: its kind and number, else its path. */
function documentName(item) {
    return [say(item.title), item.number].filter(Boolean).join(" ") || item.path.split("/").pop();
}
