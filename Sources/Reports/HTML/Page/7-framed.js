/**
 * Within a page that shows it in a frame: that page says the language and the appearance, and gives the frame the height
 * that the report has, so that one page scrolls. Neither can reach into the other; they tell each other.
 */
if (window !== window.top) {
    const tell = (message) => parent.postMessage(message, "*");
    document.documentElement.classList.add("framed");
    on(window, "message", ({ source, data }) => {
        if (source !== parent || !data) return;
        if (data.language in WORDS && data.language !== state.language) {
            state.language = data.language;
            render();
        }
        if (["light", "dark"].includes(data.theme)) setTheme(data.theme);
    });
    new ResizeObserver(() => tell({ height: document.body.scrollHeight })).observe(document.body);
    // What is dragged here is for the page around it.
    on(document, "dragenter", () => tell({ dragged: true }));
    // The frame does not scroll, so that the page around it goes to where a link leads.
    on(document, "click", (event) => {
        const target = event.target.closest?.('a[href^="#"]')?.getAttribute("href").slice(1);
        const place = target && document.getElementById(target);
        if (place) requestAnimationFrame(() => tell({ place: place.getBoundingClientRect().top + scrollY }));
    });
}
