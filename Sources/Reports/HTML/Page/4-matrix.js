/** Columns that a sheet of paper has room for. */
const MANY = 8;

/** What the documents say of the same things, side by side. */
function matrixCard(dossier) {
    const matrix = dossier.matrix;
    if (!matrix || matrix.rows.length === 0) return null;
    const holder = make("div", {});
    const refresh = () => {
        const rows = matrix.rows.filter((row) => !state.onlyDiffering || row.cells.some((cell) => cell?.odd));
        holder.replaceChildren(rows.length ? matrixTable(dossier, matrix, rows) : make("p", {}, word("agrees")));
    };
    const box = make("input", { type: "checkbox", checked: state.onlyDiffering });
    on(box, "change", () => {
        state.onlyDiffering = box.checked;
        refresh();
    });
    refresh();
    return card(word("matrix"), make("p", { class: "hint" }, word("matrixHint")),
        make("p", { class: "tools still" }, make("label", {}, box, word("onlyDiffering"))), holder,
        matrix.leftOut > 0 ? make("p", { class: "hint" }, word("partsLeftOut", { n: matrix.leftOut })) : null);
}

function matrixTable(dossier, matrix, rows) {
    // A column that states nothing in the rows shown would only take room.
    const used = matrix.columns.map((path, column) => ({ path, column })).filter(({ column }) => rows.some((row) => row.cells[column]));
    const headings = [word("part"), word("fact"), ...used.map(({ path }) => {
        const item = dossier.documents.find((document) => document.path === path);
        return make("span", {}, item ? say(item.title) || inner(path, dossier) : inner(path, dossier), make("small", {}, item?.number || inner(path, dossier)));
    })];
    const parts = new Map();
    for (const row of rows) {
        const key = row.subject ?? "";
        if (!parts.has(key)) parts.set(key, []);
        parts.get(key).push(row);
    }
    const body = [...parts.entries()].flatMap(([subject, members]) => members.map((row, index) => make("tr", {},
        index === 0
            ? make("th", { scope: "rowgroup", rowspan: members.length }, isolated(subject || word("whole")))
            : null,
        make("th", { scope: "row", class: "fact" }, say(matrix.facts[row.fact])),
        used.map(({ column }) => {
            const cell = row.cells[column];
            if (!cell) return make("td", { class: "none" }, "–", make("span", { class: "hidden" }, word("notStated")));
            return make("td", { class: cell.odd ? "odd" : null }, isolated(cell.values.join(" / ")),
                cell.odd ? make("span", { class: "hidden" }, ` (${word("differs")})`) : null);
        }))));
    return table(word("matrix"), headings, body, { class: used.length > MANY ? "matrix many" : "matrix" });
}

/** Rows of a matrix that are drawn before somebody asks for all. */
const ROWS = 50;

/** What each market asks of each product, and whether it is there; what is the same for all products stands in a line. */
function readinessCard(dossier) {
    const matrix = dossier.readinessMatrix;
    if (!matrix || matrix.rows.length === 0) return null;
    const order = ["not ready", "ready with warnings", "ready"];
    const rows = [...matrix.rows].sort((a, b) => order.indexOf(a.readiness) - order.indexOf(b.readiness));
    const same = new Map();
    const columns = [];
    matrix.columns.forEach((title, column) => {
        const states = new Set(rows.map((row) => row.cells[column]).filter(Boolean).map(keyOf));
        const noted = rows.some((row) => row.cells[column]?.note || row.cells[column]?.binding);
        if (states.size !== 1 || noted) return columns.push(column);
        const [state] = states;
        if (!same.has(state)) same.set(state, []);
        same.get(state).push(say(title));
    });
    const lines = [...same.entries()].map(([key, titles]) => make("li", {},
        stateOf(matrix, ...key.split(" ")), ` ${word("forAll")}`, titles.join(state.language === "zh" ? "、" : ", ")));
    const holder = make("div", {});
    const show = (count) => {
        holder.replaceChildren(readinessTable(matrix, rows.slice(0, count), columns));
        if (count >= rows.length) return;
        const button = make("button", { type: "button" }, word("all", { n: rows.length }));
        on(button, "click", () => {
            show(rows.length);
            holder.querySelector(".scroll").focus();
        });
        holder.append(make("p", { class: "more" }, button));
    };
    show(ROWS);
    return card(word("readinessMatrix"), make("p", { class: "hint" }, word("readinessHint")),
        lines.length ? make("ul", { class: "states" }, lines) : null, holder,
        matrix.leftOut > 0 ? make("p", { class: "hint" }, word("partsLeftOut", { n: matrix.leftOut })) : null);
}

function readinessTable(matrix, rows, columns) {
    const verdicts = { ready: "there", "ready with warnings": "unreadable", "not ready": "missing" };
    const headings = [word("product"), word("market"), word("readiness"), ...columns.map((column) => say(matrix.columns[column]))];
    const body = rows.map((row) => make("tr", {},
        make("th", { scope: "rowgroup" }, isolated(row.number), make("small", {}, isolated(row.name || say(row.category)))),
        make("td", {}, say(row.market) || "–"),
        make("td", {}, make("span", { class: `state ${verdicts[row.readiness]}` }, word(row.readiness))),
        columns.map((column) => {
            const item = row.cells[column];
            if (!item) return make("td", { class: "none" }, "–", make("span", { class: "hidden" }, word("notExpected")));
            const note = [say(item.note), item.binding && word("from", { date: item.binding })].filter(Boolean).join(" · ");
            return make("td", {}, stateOf(matrix, item.state, item.severity), make("small", {}, isolated(note)));
        })));
    return table(word("readinessMatrix"), headings, body, { class: columns.length > MANY ? "matrix many" : "matrix" });
}

/** How bad it is matters only for what is missing or contradicts. */
function keyOf(item) {
    return ["missing", "contradicting"].includes(item.state) ? `${item.state} ${item.severity}` : item.state;
}

/** What became of something expected, coloured by how bad it is. */
function stateOf(matrix, name, severity) {
    return make("span", { class: `state ${name} ${severity ?? ""}` }, say(matrix.states[name]));
}
