"use strict";

/* Builds everything by DOM calls: what the broken application sends is never parsed as this page's markup. */

const el = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== ""));
  return element;
};
const byId = id => document.getElementById(id);

const CLIENTS = { visitor: "A visitor’s browser", api: "An API client" };
const MAKERS = { origin: "made by the application", proxy: "made by the proxy" };
const PROMISES = {
  answered: "Backstop’s promise: one complete error in the form asked for, kept out of caches, nothing from the inside.",
  broken_off: "Backstop’s promise: bytes are on the wire, so nothing is appended, and the cut is plain to see for everybody.",
  untouched: "Backstop’s promise: the application knew what it did, so its body arrives byte for byte.",
};
const TONES = { broken_off: "warn", cacheable: "warn", wrong_form: "warn" };

const state = { catalogue: null, server: "", fault: "", results: new Map() };
const sides = () => state.catalogue.sides;
const heading = side => side.title[0].toUpperCase() + side.title.slice(1);
const key = fault => state.server + "/" + fault;
const result = fault => state.results.get(key(fault));

/* Asking */

async function run(fault) {
  const server = state.server;
  const response = await fetch("run/" + server + "/" + fault);
  if (!response.ok) throw new Error(await response.text());
  state.results.set(server + "/" + fault, await response.json());
}

async function runAll() {
  const button = byId("run-all");
  const server = state.server;
  button.disabled = true;
  byId("scores").setAttribute("aria-busy", "true");
  state.catalogue.faults.forEach(fault => state.results.delete(key(fault.name)));
  show();
  try {
    for (const fault of state.catalogue.faults) {
      if (server !== state.server) return;
      await run(fault.name);
      showAround();
      if (state.fault === fault.name || !state.fault) showDetail();
    }
  } catch (error) {
    fail(error);
  } finally {
    button.disabled = false;
    byId("scores").setAttribute("aria-busy", "false");
  }
}

async function select(fault) {
  showAround();
  if (!result(fault)) showDetail();
  try {
    await run(fault);
    show();
  } catch (error) {
    fail(error);
  }
}

function fail(error) {
  byId("detail").replaceChildren(el("p", { class: "shortfall", role: "alert" },
      "The demo does not answer: " + error.message + " Is it still running in the terminal?"));
}

/* Where we are: #fault=<name>, #all; &server=<id> with both */

function readAddress() {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const known = state.catalogue.servers.some(server => server.id === parameters.get("server"));
  const before = state.server;
  state.server = known ? parameters.get("server") : state.server || state.catalogue.selected;
  const named = state.catalogue.faults.find(fault => fault.name === parameters.get("fault"));
  state.fault = parameters.has("all") ? "" : (named || state.catalogue.faults[0]).name;
  return before !== state.server;
}

function address(fault) {
  const server = state.server === state.catalogue.selected ? "" : "&server=" + state.server;
  return (fault ? "#fault=" + fault : "#all") + server;
}

/* Showing */

/* cells: what both clients got from one side; not there while the side has not been asked. */
const tone = cells => !cells ? "" : cells.clean ? "good" : cells.brokenOff ? "warn" : "bad";
const sign = cells => !cells ? "·" : cells.clean ? "✓" : cells.brokenOff ? "!" : "✕";
const word = cells => !cells ? "not run" : cells.clean ? "clean" : cells.brokenOff ? "broken off visibly" : "not clean";
const cellTone = cell => cell.badges.length === 0 ? "good" : cell.badges.every(badge => TONES[badge.kind]) ? "warn" : "bad";

function show() {
  showAround();
  showDetail();
}

function showAround() {
  byId("scores").replaceChildren(...sides().map(score));
  showFaults();
  byId("overview-link").setAttribute("href", address(""));
}

function showDetail() {
  const detail = byId("detail");
  const fault = state.catalogue.faults.find(candidate => candidate.name === state.fault);
  const ready = !fault || result(fault.name);
  detail.setAttribute("aria-busy", String(!ready));
  detail.replaceChildren(...(fault ? faultView(fault) : overview()));
}

function score(side) {
  const faults = state.catalogue.faults;
  const all = faults.map(fault => result(fault.name)?.sides[side.id]);
  const clean = all.filter(cells => cells?.clean).length;
  const broken = all.filter(cells => cells?.brokenOff).length;
  const ran = all.filter(Boolean).length;
  const words = ran < faults.length ? ran + " of " + faults.length + " tried"
      : clean + " of " + faults.length + " clean" + (broken ? ", " + broken + " broken off visibly" : "");
  return el("div", { class: "score" },
      el("span", { class: "number" }, String(clean), el("small", {}, " / " + faults.length)),
      el("strong", {}, heading(side)),
      el("span", { class: "words" }, words),
      el("span", { class: "meter", "aria-hidden": "true" }, all.map(cells => el("i", { class: tone(cells) }))));
}

/* Where faults are a row, on a narrow screen, the chosen one is brought into view once. */
let shownFault = null;

function showFaults() {
  const list = byId("faults");
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.fault : null;
  list.replaceChildren(...state.catalogue.faults.map(fault => {
    const outcome = result(fault.name);
    const button = el("button", { type: "button", "data-fault": fault.name, "aria-current": fault.name === state.fault ? "true" : null },
        fault.title, sides().map(side => dot(outcome?.sides[side.id], side)));
    button.addEventListener("click", () => {
      if (state.fault === fault.name) select(fault.name);
      else location.hash = address(fault.name);
    });
    return el("li", {}, button);
  }));
  if (shownFault !== state.fault) {
    shownFault = state.fault;
    const current = list.querySelector("[aria-current]");
    if (current) list.scrollLeft = current.offsetLeft - 24;
  }
  if (focused) list.querySelector("[data-fault='" + focused + "']")?.focus();
}

function dot(cells, side) {
  const words = side.title + ": " + word(cells);
  return el("span", { class: "dot " + tone(cells), title: words },
      el("span", { "aria-hidden": "true" }, sign(cells)), el("span", { class: "hidden" }, " " + words + "."));
}

function faultView(fault) {
  const outcome = result(fault.name);
  const head = el("header", {},
      el("h2", {}, fault.title), el("p", {}, fault.sentence), el("p", { class: "promise" }, PROMISES[fault.promise]));
  if (!outcome) return [head, el("p", { class: "waiting" }, "Asking the application…")];
  const parts = [head];
  if (!outcome.kept) {
    parts.push(el("div", { class: "shortfall" }, el("strong", {}, "Not as promised:"),
        el("ul", {}, outcome.shortfalls.map(shortfall => el("li", {}, shortfall)))));
  }
  const grid = el("div", { class: "grid" });
  for (const client of Object.keys(CLIENTS)) {
    for (const side of sides()) grid.append(cellView(fault, side, client, outcome.sides[side.id][client]));
  }
  parts.push(grid);
  const logs = sides().map(side => logView(side, outcome.sides[side.id])).filter(Boolean);
  if (logs.length) {
    parts.push(el("section", { class: "log" }, el("h3", {}, "What the operator finds in the log, under the same incident id"), logs));
  }
  return parts;
}

function logView(side, cells) {
  const line = cells.api.log || cells.visitor.log;
  return line && el("div", {}, el("h4", {}, heading(side)), el("pre", { class: "wire", tabindex: "0" }, line));
}

function cellView(fault, side, client, cell) {
  const title = cell.status ? cell.status + " " + (cell.reason || "") : "No answer";
  const card = el("article", { class: "cell " + cellTone(cell), "aria-label": CLIENTS[client] + ", " + side.title },
      el("div", { class: "facts" },
          el("p", { class: "side " + side.id }, heading(side), el("span", { class: "who" }, "· " + CLIENTS[client])),
          el("p", { class: "status" }, el("b", {}, title.trim())),
          el("p", { class: "badges" }, makerBadge(cell), badges(cell)),
          el("p", { class: "wire-facts" }, wireFacts(cell))));
  if (client === "visitor") {
    card.append(browser(fault, cell), el("details", {}, el("summary", {}, "Headers and source, as they came over the wire"), wire(cell)));
  } else {
    card.append(wire(cell));
  }
  return card;
}

/* A proxy's page and no answer are told by one badge: who made it is what is wrong with it. */
const makerBadge = cell => cell.maker === "nobody" ? null
    : el("span", { class: "badge " + (cell.maker === "origin" ? "" : "proxy") }, MAKERS[cell.maker]);

const badges = cell => cell.badges.length === 0
    ? [el("span", { class: "badge good" }, "clean")]
    : cell.badges.filter(badge => badge.kind !== "proxy_page").map(badge => el("span", { class: "badge " + (TONES[badge.kind] || "bad"), title: badge.evidence.slice(0, 5).join("\n") || null }, badge.label));

function wireFacts(cell) {
  if (cell.maker === "nobody") return "Connection closed without a byte · " + cell.millis + " ms";
  const ending = cell.ending === "complete" ? "complete" : cell.ending === "cut" ? "cut short" : cell.ending;
  return [cell.framing, ending, cell.length.toLocaleString("en") + " bytes", cell.millis + " ms"].join(" · ");
}

/* The visitor's view */

function browser(fault, cell) {
  const bar = el("div", { class: "bar", "aria-hidden": "true" }, el("i"), el("i"), el("i"), el("span", {}, "shop.example/" + fault.name));
  return el("div", { class: "browser" }, bar, cell.browser ? browserError(cell.browser) : preview(cell));
}

function preview(cell) {
  const html = cell.mediaType === "text/html" ? cell.body : "<pre style='font:13px/1.5 monospace;white-space:pre-wrap'>"
      + cell.body.replace(/[&<>]/g, character => "&#" + character.charCodeAt(0) + ";") + "</pre>";
  return el("iframe", { sandbox: "", srcdoc: html, title: "What the visitor sees", loading: "eager" });
}

function browserError(code) {
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", "M6 2h9l4 4v16H6zM15 2v4h4M10 11v1M15 11v1M10 17c1-1.6 4-1.6 5 0");
  icon.append(path);
  return el("div", { class: "fault" }, icon, el("b", {}, "This page isn’t working"),
      el("span", {}, "The browser has nothing it could show, and shows an error of its own."), el("code", {}, code));
}

/* The wire */

function wire(cell) {
  const pre = el("pre", { class: "wire", tabindex: "0" });
  if (cell.maker === "nobody") {
    pre.append(el("span", { class: "dim" }, "(not a single byte)"));
    return pre;
  }
  const evidence = cell.badges.flatMap(badge => badge.evidence);
  pre.append(el("span", { class: "line" }, "HTTP/1.1 " + cell.status + " " + cell.reason), "\n");
  for (const field of cell.fields) {
    const line = [el("span", { class: "name" }, field.name), ": ", ...marked(field.value, evidence)];
    pre.append(...(evidence.includes(field.name) ? [el("mark", {}, line)] : line), "\n");
  }
  pre.append("\n", ...body(cell, evidence));
  const left = cell.length - new TextEncoder().encode(cell.body).length;
  if (left > 0 && cell.body.length >= 16000) pre.append(el("span", { class: "dim" }, "\n… and " + left.toLocaleString("en") + " more bytes"));
  if (cell.ending === "cut") pre.append(el("span", { class: "end" }, "Connection broken off here: the reader can tell that something is missing."));
  if (cell.badges.some(badge => badge.kind === "silent_cut")) {
    pre.append(el("span", { class: "end" }, "A proper end, though the code has thrown: nobody can tell that something is missing."));
  }
  return pre;
}

function body(cell, evidence) {
  if (cell.body === "") return [el("span", { class: "dim" }, "(no body)")];
  if (!cell.mediaType.endsWith("json")) return marked(cell.body, evidence);
  try {
    return coloured(JSON.stringify(JSON.parse(cell.body), null, 2), evidence);
  } catch {
    return coloured(cell.body, evidence);
  }
}

function marked(text, evidence) {
  const needles = [...new Set(evidence)].filter(needle => needle.length > 3).sort((a, b) => b.length - a.length);
  if (needles.length === 0) return [text];
  const pattern = new RegExp("(" + needles.map(needle => needle.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|") + ")");
  return text.split(pattern).flatMap((part, index) => index % 2 ? [el("mark", {}, part)] : [part]);
}

function coloured(json, evidence) {
  return json.split(/("(?:[^"\\]|\\.)*"\s*:?)/).flatMap(part => !part.startsWith("\"") ? [part]
      : [el("span", { class: part.endsWith(":") ? "key" : "string" }, marked(part, evidence))]);
}

/* All in one table */

function overview() {
  const rows = state.catalogue.faults.map(fault => {
    const outcome = result(fault.name);
    return el("tr", {}, el("th", { scope: "row" }, el("a", { href: address(fault.name) }, fault.title)),
        sides().map(side => el("td", { "data-side": heading(side) }, outcome ? minis(outcome.sides[side.id]) : "…")));
  });
  return [
    el("header", {}, el("h2", {}, "All faults"), el("p", {}, "What a visitor’s browser and an API client get, " + sides().map(side => side.title).join(", ") + ".")),
    el("table", {},
        el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "What goes wrong"), sides().map(side => el("th", { scope: "col" }, heading(side))))),
        el("tbody", {}, rows))];
}

function minis(cells) {
  const look = cell => cell.status + cell.maker + cell.badges.map(badge => badge.kind).join();
  const entries = look(cells.visitor) === look(cells.api) ? [["", cells.visitor]] : [["visitor", cells.visitor], ["API", cells.api]];
  return entries.map(([who, cell]) => el("div", { class: "mini" }, el("span", { class: "who" }, who || "both"),
      el("b", {}, cell.status ? String(cell.status) : "—"),
      el("span", { class: "badges" }, cell.maker === "origin" ? null : makerBadge(cell), badges(cell))));
}

/* Begin */

function showServers() {
  byId("servers").append(...state.catalogue.servers.map(server => {
    const input = el("input", { type: "radio", name: "server", value: server.id });
    input.checked = server.id === state.server;
    input.addEventListener("change", () => {
      state.server = server.id;
      location.hash = address(state.fault);
      runAll();
    });
    return el("label", { title: server.title + " " + server.version }, input, server.title);
  }));
  byId("setting").textContent = "Each request goes through " + state.catalogue.proxy + ". "
      + state.catalogue.servers.map(server => server.title + " " + server.version).join(", ")
      + ": as their makers ship them; the only difference between the sides is the filter, which the agent brings along"
      + " into a JVM of its own, to an application that has nothing of Backstop.";
}

async function begin() {
  try {
    state.catalogue = await (await fetch("catalogue")).json();
  } catch (error) {
    return fail(error);
  }
  readAddress();
  showServers();
  byId("legend").append(...sides().map(side => el("span", {}, side.label)));
  byId("run-all").addEventListener("click", runAll);
  addEventListener("hashchange", () => {
    if (readAddress()) {
      document.querySelector("#servers input[value='" + state.server + "']").checked = true;
      runAll();
    } else if (state.fault) {
      select(state.fault);
    } else {
      show();
    }
  });
  await runAll();
}

begin();
