"use strict";
// The page without this script shows what is; the script sends files and follows a check.

const words = JSON.parse(document.body.dataset.words || "{}");
const say = (name, ...values) => (words["js-" + name] || "").replace(/\{(\d)\}/g, (_, index) => values[index]);

// The report is in a frame that can reach nothing of this page: both tell each other what they look like.
const report = document.querySelector("iframe.report");
const tellReport = () => {
    const {dataset, lang} = document.documentElement;
    if (report) report.contentWindow.postMessage({theme: dataset.theme, language: lang.slice(0, 2)}, "*");
};
// What is dragged over the report is dropped on this page.
const letThrough = (isOver) => { if (report) report.style.pointerEvents = isOver ? "none" : ""; };
addEventListener("message", ({source, data}) => {
    if (!report || source !== report.contentWindow || !data) return;
    // It speaks first when it is drawn.
    if (Number.isFinite(data.height)) {
        report.style.height = `${Math.min(Math.max(data.height, 200), 500000)}px`;
        if (!report.dataset.told) tellReport();
        report.dataset.told = "yes";
    }
    if (data.dragged) letThrough(true);
    if (Number.isFinite(data.place)) scrollTo({top: report.getBoundingClientRect().top + scrollY + data.place - 12});
});

// Appearance: the choice is this browser's own.
const prefersDark = matchMedia("(prefers-color-scheme: dark)");
const themes = document.querySelectorAll("#themes button");
const setTheme = (theme) => {
    document.documentElement.dataset.theme = theme === "auto" ? (prefersDark.matches ? "dark" : "light") : theme;
    for (const button of themes) button.setAttribute("aria-pressed", String(button.value === theme));
    tellReport();
};
const remembered = () => { try { return localStorage.getItem("theme") || "auto"; } catch { return "auto"; } };
setTheme(remembered());
prefersDark.addEventListener("change", () => setTheme(remembered()));
for (const button of themes) {
    button.addEventListener("click", () => {
        try { localStorage.setItem("theme", button.value); } catch { /* Not remembered, but shown. */ }
        setTheme(button.value);
    });
}

// Times are those of who looks.
for (const time of document.querySelectorAll("time")) {
    const {lang} = document.documentElement;
    time.textContent = new Date(time.dateTime).toLocaleString(lang, {dateStyle: "medium", timeStyle: "short"});
}

const request = async (method, path, body) => {
    let answer;
    try {
        answer = await fetch(path, {method, body, headers: {Accept: "application/json"}});
    } catch {
        throw new Error(say("lost"));
    }
    const text = await answer.text();
    let value = {};
    try { value = JSON.parse(text); } catch { /* Nothing was said. */ }
    if (!answer.ok) throw new Error(value.detail || `${answer.status} ${answer.statusText}`);
    return value;
};
const show = (element, text) => { element.textContent = text; element.hidden = !text; };
const pause = (time) => new Promise((done) => setTimeout(done, time));

// What was dropped may be folders within folders; each folder tells its entries in portions.
const entriesOf = async (folder) => {
    const reader = folder.createReader();
    const all = [];
    for (;;) {
        const some = await new Promise((done, failed) => reader.readEntries(done, failed));
        if (!some.length) return all;
        all.push(...some);
    }
};
const filesOf = async (entry, path) => {
    if (entry.isFile) {
        const file = await new Promise((done, failed) => entry.file(done, failed));
        return [{path: path + file.name, file}];
    }
    const found = [];
    for (const inner of await entriesOf(entry)) found.push(...await filesOf(inner, path + entry.name + "/"));
    return found;
};

const run = async (id, status) => {
    status.textContent = say("starting");
    await request("POST", `/api/checks/${id}/run`);
    location.assign(`/checks/${id}`);
};

for (const form of document.querySelectorAll("form[data-upload]")) {
    const part = (name) => form.querySelector(`[data-${name}]`);
    const [list, count, status, problem, clear] = ["list", "count", "status", "problem", "clear"].map(part);
    const submit = form.querySelector("button[type=submit]");
    let chosen = new Map();

    const draw = () => {
        list.replaceChildren(...[...chosen].slice(0, 200).map(([path]) => {
            const item = document.createElement("li");
            const button = document.createElement("button");
            item.append(path, " ", button);
            button.type = "button";
            button.textContent = "×";
            button.setAttribute("aria-label", say("remove", path));
            button.addEventListener("click", () => { chosen.delete(path); draw(); });
            return item;
        }));
        const size = [...chosen.values()].reduce((sum, file) => sum + file.size, 0);
        const amount = size < 1048576 ? `${Math.ceil(size / 1024)} KB` : `${(size / 1048576).toFixed(1)} MB`;
        count.textContent = say(chosen.size === 1 ? "one" : "count", chosen.size, amount);
        const pack = form.elements.pack;
        submit.disabled = !chosen.size && !form.dataset.assessment && !(pack && pack.files.length);
        clear.hidden = part("chosen").hidden = !chosen.size;
    };
    const add = (files) => {
        for (const {path, file} of files) if (!path.endsWith(".DS_Store")) chosen.set(path, file);
        draw();
    };

    for (const input of [part("files"), part("folder")]) {
        input.addEventListener("change", () => {
            add([...input.files].map((file) => ({path: file.webkitRelativePath || file.name, file})));
            input.value = "";
        });
    }
    if (form.elements.pack) form.elements.pack.addEventListener("change", draw);
    clear.addEventListener("click", () => { chosen = new Map(); draw(); });
    // Anywhere on the page: a file that misses its place would otherwise be opened instead of it.
    const drop = part("drop");
    const setOver = (isOver) => { drop.classList.toggle("over", isOver); letThrough(isOver); };
    for (const kind of ["dragover", "dragenter"]) {
        document.addEventListener(kind, (event) => { event.preventDefault(); setOver(true); });
    }
    document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) setOver(false); });
    document.addEventListener("drop", async (event) => {
        event.preventDefault();
        setOver(false);
        const folded = form.closest("details");
        if (folded) folded.open = true;
        // Entries are gone once this returns to the browser, so that all are taken first.
        const items = [...event.dataTransfer.items].filter((item) => item.kind === "file");
        const taken = items.map((item) => ({entry: item.webkitGetAsEntry && item.webkitGetAsEntry(), file: item.getAsFile()}));
        for (const {entry, file} of taken) {
            try {
                add(entry ? await filesOf(entry, "") : [{path: file.name, file}]);
            } catch (error) {
                show(problem, String(error.message || error));
            }
        }
    });

    // Every path within one folder: its name is the check's, and stands in no path.
    const named = () => {
        const tops = new Set([...chosen.keys()].map((path) => path.includes("/") ? path.slice(0, path.indexOf("/")) : ""));
        const [top] = tops;
        if (tops.size === 1 && top) return {name: top, files: [...chosen].map(([path, file]) => [path.slice(top.length + 1), file])};
        return {name: chosen.size === 1 ? [...chosen.keys()][0].replace(/\.\w+$/, "") : "", files: [...chosen]};
    };
    form.addEventListener("submit", async (event) => {
        event.preventDefault();
        show(problem, "");
        submit.disabled = true;
        const {name, files} = named();
        const query = new URLSearchParams();
        if (form.dataset.after) query.set("after", form.dataset.after);
        else if (name) query.set("name", name);
        const ticked = (name) => [...form.querySelectorAll(`[name=${name}]:checked`)].map((box) => box.value);
        const typed = form.elements.markets ? form.elements.markets.value.toUpperCase().split(/[\s,]+/) : [];
        const markets = [...ticked("market"), ...typed].filter(Boolean).join(",");
        if (markets) query.set("markets", markets);
        if (form.dataset.assessment) {
            query.set("assessment", "1");
            if (!name) query.set("name", form.dataset.assessment);
            if (ticked("categories").length) query.set("categories", ticked("categories").join(","));
        }
        if (form.elements.stage && form.elements.stage.value) query.set("stage", form.elements.stage.value);
        try {
            const {id} = await request("POST", `/api/checks?${query}`);
            for (const [index, [path, file]] of files.entries()) {
                status.textContent = say("sending", index + 1, files.length, path);
                const isArchive = /\.zip$/i.test(path);
                const place = isArchive ? "archive" : "files/" + path.split("/").map(encodeURIComponent).join("/");
                await request("PUT", `/api/checks/${id}/${place}`, file);
            }
            const pack = form.elements.pack && form.elements.pack.files[0];
            if (pack) await request("PUT", `/api/checks/${id}/pack`, pack);
            await run(id, status);
        } catch (error) {
            status.textContent = "";
            show(problem, error.message);
            submit.disabled = false;
        }
    });
    draw();
}

// The answers of a self-assessment are those of a new check, as corrected files are.
for (const form of document.querySelectorAll("form[data-answers]")) {
    const [status, problem] = ["status", "problem"].map((name) => form.querySelector(`[data-${name}]`));
    form.addEventListener("submit", async (event) => {
        event.preventDefault();
        show(problem, "");
        const rows = [...form.querySelectorAll("fieldset")].map((row) => {
            const of = (name) => row.querySelector(`[name=${name}]`).value.trim();
            const text = row.querySelector("legend").textContent;
            return {question: row.dataset.number, text, answer: of("answer"), evidence: of("evidence"), date: of("date")};
        });
        try {
            const {id} = await request("POST", `/api/checks?after=${form.dataset.answers}`);
            await request("PUT", `/api/checks/${id}/answers`, JSON.stringify(rows));
            await run(id, status);
        } catch (error) {
            status.textContent = "";
            show(problem, error.message);
        }
    });
}

const followed = document.querySelector("[data-follow]");
if (followed) {
    (async () => {
        const start = Number(followed.dataset.created) * 1000;
        for (;;) {
            try {
                const check = await request("GET", `/api/checks/${followed.dataset.follow}`);
                if (check.state === "finished" || check.state === "failed") break;
                const seconds = Math.max(0, Math.round((Date.now() - start) / 1000));
                const isWaiting = Number.isFinite(check.position);
                // Those that run are before it too.
                followed.textContent = isWaiting ? say("position", check.position + 1) : say("running", seconds);
            } catch (error) {
                followed.textContent = error.message;
            }
            await pause(500);
        }
        location.reload();
    })();
}

// Where nothing is stored, a check is kept as long as its page is open.
const glanced = document.querySelector("[data-glance]");
if (glanced) setInterval(() => request("GET", `/api/checks/${glanced.dataset.glance}`).catch(() => {}), 30000);

for (const button of document.querySelectorAll("[data-delete]")) {
    button.addEventListener("click", async () => {
        if (!confirm(say("delete"))) return;
        try {
            await request("DELETE", `/api/checks/${button.dataset.delete}`);
            location.assign("/checks");
        } catch (error) {
            show(document.querySelector("main > [data-problem], .tools [data-problem]"), error.message);
        }
    });
}
