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
    return table(word("matrix"), headings, body, { class: "matrix" });
}

/** What each market asks of each product, and whether it is there. */
function readinessCard(dossier) {
    const matrix = dossier.readinessMatrix;
    if (!matrix || matrix.rows.length === 0) return null;
    const names = { there: "isThere", signal: "expected" };
    const verdicts = { ready: "there", "ready with warnings": "unreadable", "not ready": "missing" };
    const headings = [word("product"), word("market"), word("readiness"), ...matrix.columns.map((title) => say(title))];
    const rows = matrix.rows.map((row) => make("tr", {},
        make("th", { scope: "rowgroup" }, isolated(row.number), make("small", {}, isolated(row.name || say(row.category)))),
        make("td", {}, say(row.market) || "–"),
        make("td", {}, make("span", { class: `state ${verdicts[row.readiness]}` }, word(row.readiness))),
        row.cells.map((item) => item ? make("td", {},
            make("span", { class: `state ${item.state}` }, word(names[item.state] ?? item.state)),
            make("small", {}, isolated([say(item.note), item.binding && word("from", { date: item.binding })].filter(Boolean).join(" · "))))
            : make("td", { class: "none" }, "–", make("span", { class: "hidden" }, word("notExpected"))))));
    return card(word("readinessMatrix"), make("p", { class: "hint" }, word("readinessHint")),
        table(word("readinessMatrix"), headings, rows, { class: "matrix" }),
        matrix.leftOut > 0 ? make("p", { class: "hint" }, word("partsLeftOut", { n: matrix.leftOut })) : null);
}
