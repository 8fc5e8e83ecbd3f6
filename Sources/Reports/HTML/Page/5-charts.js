/** How many findings each document has, as bars; the same numbers stand beside them as text. */
function documentsChart(dossier) {
    const counts = new Map();
    for (const finding of dossier.findings) {
        const path = finding.location?.path ?? "";
        if (!counts.has(path)) counts.set(path, { error: 0, warning: 0, note: 0 });
        counts.get(path)[finding.severity] += 1;
    }
    const rows = [...counts.entries()].map(([path, own]) => ({ path, own, all: own.error + own.warning + own.note }))
        .sort((a, b) => b.own.error - a.own.error || b.all - a.all).slice(0, 12);
    if (rows.length === 0) return null;
    const most = Math.max(...rows.map((row) => row.all));
    const [left, width, step] = [250, 200, 26];
    const svg = draw("svg", { viewBox: `0 0 ${left + width + 60} ${rows.length * step + 4}`, role: "img", "aria-label": word("byDocument") });
    rows.forEach((row, index) => {
        const item = dossier.documents.find((document) => document.path === row.path);
        const name = item ? documentName(item) : row.path || word("ofDossier");
        const y = index * step;
        svg.append(draw("text", { x: left - 10, y: y + 17, "text-anchor": "end" }, shortened(name, 32)));
        let x = left;
        for (const severity of ["error", "warning", "note"]) {
            const size = (row.own[severity] / most) * width;
            if (size > 0) svg.append(draw("rect", { x, y: y + 4, width: Math.max(size, 2), height: step - 8, class: `bar-${severity}`, rx: 2 }));
            x += size;
        }
        svg.append(draw("text", { x: x + 6, y: y + 17, class: "soft" }, String(row.all)));
        svg.append(draw("title", {}, name));
    });
    return card(word("byDocument"), make("div", { class: "chart" }, svg));
}

function shortened(text, length) {
    const characters = [...text];
    // A Chinese character is as wide as two Latin ones.
    let room = length;
    let end = 0;
    while (end < characters.length && room > 0) {
        room -= characters[end].codePointAt(0) > 0x2E80 ? 2 : 1;
        end += 1;
    }
    return end < characters.length ? characters.slice(0, end).join("") + "…" : text;
}

/** The dates of the documents on one line, with the day on which rules were judged; and as a table. */
function timelineCard(dossier) {
    const dated = dossier.documents.filter((item) => item.dates.length > 0)
        .map((item) => ({ item, dates: [...item.dates].sort((a, b) => a.date.localeCompare(b.date)) }))
        .sort((a, b) => a.dates[0].date.localeCompare(b.dates[0].date)).slice(0, 40);
    if (dated.length === 0) return null;
    const day = (text) => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
    const all = [report.asOf, ...dated.flatMap(({ dates }) => dates.map(({ date }) => date))].map(day);
    const [first, last] = [Math.min(...all), Math.max(...all)];
    const [left, width, step, top] = [250, 640, 36, 26];
    // Labels stand above their dots, and need room on both sides.
    const x = (date) => left + 40 + ((day(date) - first) / Math.max(1, last - first)) * (width - 40);
    const height = top + dated.length * step + 12;
    const svg = draw("svg", { viewBox: `0 0 ${left + width + 60} ${height}`, role: "img", "aria-label": word("timeline") });
    const today = x(report.asOf);
    svg.append(draw("line", { x1: today, x2: today, y1: 18, y2: height, class: "today" }),
        draw("text", { x: Math.min(today, left + width - 60), y: 12, class: "soft", "text-anchor": "middle" }, `${word("asOf")} ${report.asOf}`));
    dated.forEach(({ item, dates }, index) => {
        const y = top + index * step + 18;
        svg.append(draw("line", { x1: left, x2: left + width, y1: y, y2: y, class: "rule" }),
            draw("text", { x: left - 10, y: y + 4, "text-anchor": "end" }, shortened(documentName(item), 36)));
        let free = -Infinity;
        for (const { date, title } of dates) {
            const place = x(date);
            svg.append(draw("circle", { cx: place, cy: y, r: 5, class: "dot" }, draw("title", {}, `${say(title)}: ${date}`)));
            // A label is left out where it would cover the one before; the table has them all.
            if (place - free < 74) continue;
            svg.append(draw("text", { x: place, y: y - 8, class: "soft", "text-anchor": "middle" }, date));
            free = place;
        }
    });
    const rows = dated.flatMap(({ item, dates }) => dates.map(({ date, title }) => make("tr", {},
        make("th", { scope: "row" }, isolated(documentName(item))), make("td", {}, say(title)), make("td", {}, date))));
    return card(word("timeline"), make("div", { class: "chart wide" }, svg),
        make("details", {}, make("summary", {}, word("asTable")),
            table(word("timeline"), [word("document"), word("fact"), word("date")], rows)));
}
