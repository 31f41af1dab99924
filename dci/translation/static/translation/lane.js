/**
 * The lane: keeps what is typed, starts editors where somebody writes, and moves by keyboard.
 *
 * Without this script the lane is a form with text areas and a button; everything here saves parts
 * of that form (`segment_views.py`) and follows its rules. Words come from `lane_words.html`.
 */

const page = document.querySelector("[data-lane]");
const form = document.getElementById("lane-form");
const words = document.getElementById("lane-words").dataset;
const LOCKED = "locked" in page.dataset; // somebody works alone, or it is under review
const MAC = /Mac|iPhone|iPad/.test(navigator.platform);
const SOON = 1200; // ms after the last key until a text is saved
const LATER = 5000; // until it is tried again
const HEARTBEAT = 20_000;

const say = (text, values = {}) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name] ?? "");
const after = (delay, work) => {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(...values), delay);
  };
};
const wait = (delay) => new Promise((resolve) => { setTimeout(resolve, delay); });
const plainOf = (text) => {
  try {
    return JSON.parse(text).blocks.map((block) => block.text).join("\n");
  } catch {
    return new DOMParser().parseFromString(text, "text/html").body.textContent;
  }
};

/** The token of now: logging in again in another tab has changed it. */
const token = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1]
  ?? form.elements.csrfmiddlewaretoken.value;

async function ask(url, fields = [], options = {}) {
  return fetch(url, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: {
      "X-CSRFToken": token(),
      "X-Requested-With": "XMLHttpRequest",
      Accept: "application/json",
    },
    ...options,
  });
}

// One passage -----------------------------------------------------------------------------------

class Segment {
  constructor(element) {
    this.element = element;
    this.path = element.dataset.path;
    this.area = element.querySelector("textarea");
    this.base = form.elements[`base:${this.path}`];
    this.written = element.querySelector(".segment-written");
    this.isHtml = "html" in this.area.dataset;
    this.version = 0;
    this.early = "";
    this.area.readOnly = LOCKED;
    if (this.isHtml) this.showWritten();
    this.area.addEventListener("input", () => this.changed());
    this.valid?.addEventListener("change", () => this.changed());
    this.area.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && "oneLine" in this.area.dataset) event.preventDefault();
    });
    element.addEventListener("focusin", () => current.set(this));
  }

  get isDone() {
    return this.element.dataset.state === "valid";
  }

  /** Somebody else works on the lane alone, or it waits for its review. */
  get isReadOnly() {
    return this.area.readOnly;
  }

  get key() {
    return this.path;
  }

  get value() {
    return this.area.value;
  }

  /** What the server says of it. */
  kept(answer) {
    return answer.segments[this.path];
  }

  errors(answer) {
    return answer.errors[`target:${this.path}`];
  }

  get plain() {
    return this.isHtml ? plainOf(this.value) : this.value;
  }

  get valid() {
    return form.elements[`valid:${this.path}`];
  }

  /** The words to work with stand there as they look; a click or the focus starts the editor. */
  showWritten() {
    this.area.hidden = true;
    this.written.hidden = false;
    this.written.tabIndex = 0;
    this.written.setAttribute("role", "textbox");
    this.written.setAttribute("aria-multiline", "true");
    this.written.setAttribute("aria-labelledby", `label-${this.element.dataset.number}`);
    if (this.isReadOnly) {
      this.written.setAttribute("aria-readonly", "true");
      return;
    }
    this.written.addEventListener("focus", () => {
      current.set(this); // an editor whose text is at hand starts before the focus has come up here
      this.startEditor();
    });
    // A link in the text is worked on, and not followed.
    this.written.addEventListener("click", (event) => event.preventDefault());
    this.written.setAttribute("aria-readonly", "false");
    // Who is faster than the editor loses nothing: it begins with what came before it.
    this.written.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === "Backspace") this.early = this.early.slice(0, -1);
      else if (event.key === "Enter") this.early += "\n";
      else if (event.key.length === 1) this.early += event.key;
      else return;
      event.preventDefault();
    });
    this.written.addEventListener("paste", (event) => {
      this.early += event.clipboardData.getData("text/plain");
      event.preventDefault();
    });
  }

  changed() {
    this.version += 1;
    this.element.classList.add("segment--typed");
    keeper.note(this);
    glyphs.draw(this);
    document.dispatchEvent(new CustomEvent("lane:typed", { detail: this }));
  }

  /** Put a text in the place of what is there; with an editor, so that it can be undone. */
  async set(text) {
    if (this.isReadOnly) return;
    await this.starting; // an editor that comes up would show what was there before
    if (!this.isHtml) {
      this.area.focus();
      this.area.select();
      document.execCommand("insertText", false, text) || this.replace(text);
      if (text === "") this.replace(text);
      return;
    }
    this.area.value = text;
    if (this.editor) {
      const content = DraftJS.convertFromRaw(JSON.parse(await editors.state(text)));
      const { EditorState } = DraftJS;
      const state = EditorState.push(this.editor.getEditorState(), content, "insert-fragment");
      this.editor.onChange(this.isHere ? EditorState.moveFocusToEnd(state) : state);
    } else {
      this.showHtml(text);
      this.changed();
    }
  }

  replace(text) {
    this.area.value = text;
    this.changed();
  }

  showHtml(text) {
    if (text.startsWith("{")) this.written.textContent = plainOf(text);
    else this.written.replaceChildren(...harmless(text));
  }

  /** Put a text where one writes. */
  insert(text) {
    if (this.isReadOnly) return;
    if (this.editor) {
      const state = this.editor.getEditorState();
      this.editor.onChange(typed(state, text));
      setTimeout(() => this.editor.focus());
    } else if (this.area.hidden) {
      this.early += text;
      this.focus();
    } else {
      this.area.focus();
      document.execCommand("insertText", false, text) || this.area.setRangeText(text);
    }
  }

  async startEditor() {
    if (LOCKED) return;
    this.starting ??= this.#start();
    await this.starting;
  }

  /** The words stand there, and have the focus, until the editor can take their place at once. */
  async #start() {
    let state;
    try {
      state = await editors.state(this.value);
    } catch {
      this.#startPlain();
      return;
    }
    const holder = this.#makeEditor(state);
    while (!this.editor) await wait(10);
    holder.hidden = false;
    if (this.early) {
      const { EditorState } = DraftJS;
      const state = EditorState.moveSelectionToEnd(this.editor.getEditorState());
      this.editor.onChange(typed(state, this.early));
    }
    this.early = "";
    if (this.isHere) this.focus();
    this.written.hidden = true;
    editors.prefetch(this);
    glyphs.draw(this);
  }

  /** Without a connection there is no editor; the plain way is always there. */
  #startPlain() {
    const { early, isHere } = this;
    this.starting = null;
    this.early = "";
    this.area.hidden = false;
    this.written.hidden = true;
    if (early) this.replace(this.value + early);
    if (isHere) this.focus();
  }

  #makeEditor(state) {
    const number = this.element.dataset.number;
    const holder = document.createElement("div");
    const input = Object.assign(document.createElement("input"), {
      type: "hidden", id: `editor-${number}`, value: state,
    });
    holder.className = "segment-editor";
    holder.hidden = true;
    holder.append(input);
    this.written.after(holder);
    let known;
    const detail = {
      ...editors.options,
      placeholder: "",
      commands: false,
      ariaLabelledBy: `label-${number}`,
      stateSaveInterval: 150,
      onSave: (content) => {
        const text = content ? JSON.stringify(content) : "";
        const said = content ? editors.essence(content) : "";
        known ??= editors.essence(JSON.parse(state));
        if (said === known) return;
        known = said;
        this.area.value = text;
        this.changed();
      },
    };
    input.dispatchEvent(new CustomEvent("w-draftail:init", { bubbles: true, detail }));
    this.input = input;
    return holder;
  }

  get editor() {
    return this.input?.draftailEditor;
  }

  /** Whether somebody writes here now; who has gone on is not called back by what comes late. */
  get isHere() {
    const { activeElement, body } = document;
    return current.segment === this
      && (activeElement === body || this.element.contains(activeElement));
  }

  focus() {
    if (current.segment !== this) return;
    if (!this.area.hidden) {
      this.area.focus();
      this.area.setSelectionRange(this.value.length, this.value.length);
    } else if (this.editor) {
      this.editor.onChange(DraftJS.EditorState.moveFocusToEnd(this.editor.getEditorState()));
      this.editor.focus();
    } else this.written.focus();
  }

  /** What the server must know to keep this text. */
  fields() {
    this.editor?.saveState?.();
    const fields = [[`target:${this.path}`, this.value], [`base:${this.path}`, this.base.value]];
    if (this.valid?.checked) fields.push([`valid:${this.path}`, "on"]);
    return fields;
  }

  /** The server has kept it. */
  confirm(kept) {
    this.base.value = kept.base;
    this.show(kept.state);
    this.tell("");
    this.element.classList.remove("segment--typed");
  }

  show(state) {
    const { classList, dataset } = this.element;
    classList.remove(`segment--${dataset.state}`);
    dataset.state = state;
    classList.add(`segment--${state}`);
    if (state === "valid") {
      this.element.querySelector(".segment-state")?.remove();
      this.element.querySelector(".segment-valid")?.remove();
    }
  }

  /** A message at the passage, with buttons: `{label: work}`. */
  tell(text, actions = {}) {
    const old = this.element.querySelector(".segment-message");
    old?.remove();
    this.element.querySelector(".errorlist")?.remove();
    if (!text) return;
    const message = document.createElement("div");
    message.className = "segment-message";
    message.setAttribute("role", "alert");
    message.append(Object.assign(document.createElement("p"), { textContent: text }));
    for (const [label, work] of Object.entries(actions)) {
      const button = Object.assign(document.createElement("button"), {
        type: "button", className: "button button-small button-secondary", textContent: label,
      });
      button.addEventListener("click", () => {
        message.remove();
        work();
      });
      message.append(button);
    }
    (this.element.querySelector(".segment-field") ?? this.element.lastElementChild).after(message);
  }

  go() {
    this.element.hidden = false;
    current.set(this);
    this.focus();
    this.element.scrollIntoView({ block: "center", behavior: "smooth" });
  }
}

/** An editor's state after somebody has typed a text. */
function typed(state, text) {
  const { EditorState, Modifier } = DraftJS;
  const content = Modifier.replaceText(
    state.getCurrentContent(), state.getSelection(), text, state.getCurrentInlineStyle(),
  );
  return EditorState.push(state, content, "insert-characters");
}

/** The nodes of a text's HTML, of which only inline markup is left. */
function harmless(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  for (const element of parsed.body.querySelectorAll("*")) {
    if (!/^(B|STRONG|I|EM|SUB|SUP|S|A|BR)$/.test(element.tagName)) {
      element.replaceWith(...element.childNodes);
      continue;
    }
    for (const { name } of [...element.attributes]) element.removeAttribute(name);
  }
  return [...parsed.body.childNodes];
}

/** A field beside the passages: the address, or a link that a language has its own of. */
class Value {
  version = 0;

  constructor(element, field, base, kept) {
    Object.assign(this, { element, base, kept, key: field.name, last: field.value });
    element.addEventListener("input", () => this.changed());
    element.addEventListener("change", () => this.changed());
  }

  /** A chooser puts a field of its own in the place of the one before. */
  get input() {
    return form.elements[this.key];
  }

  get value() {
    return this.input.value;
  }

  get plain() {
    return this.value;
  }

  errors(answer) {
    return answer.errors[this.key];
  }

  changed() {
    if (this.value === this.last) return;
    this.last = this.value;
    this.version += 1;
    keeper.note(this);
  }

  set(text) {
    this.input.value = text ?? "";
    this.changed();
  }

  fields() {
    return [[this.key, this.value], [this.base.name, this.base.value]];
  }

  confirm(kept) {
    this.base.value = kept.base;
    this.tell("");
    this.show?.(kept);
  }

  tell(text, choices) {
    Segment.prototype.tell.call(this, text, choices);
  }
}

function ownValue(element) {
  const path = element.dataset.own;
  const value = new Value(
    element, form.elements[`own:${path}`], form.elements[`own-base:${path}`],
    (answer) => answer.own[path],
  );
  const share = element.querySelector("[data-share]");
  value.show = ({ is_own: isOwn, title }) => {
    element.classList.toggle("own-value--own", isOwn);
    element.querySelector(".own-value-mark").hidden = !isOwn;
    const shown = element.querySelector(".own-value-title");
    if (shown) shown.textContent = element.querySelector(".chooser") ? "" : title;
  };
  share.addEventListener("click", async () => {
    element.querySelector(".chooser")?.remove();
    element.querySelector("[data-choose]")?.removeAttribute("hidden");
    value.set("");
    await keeper.flush();
  });
  element.querySelector("[data-choose]")?.addEventListener("click", async (event) => {
    const button = event.currentTarget;
    const response = await fetch(`${page.dataset.chooserUrl}?${new URLSearchParams({ path })}`);
    if (!response.ok) return;
    const chooser = await response.json();
    const holder = document.createElement("div");
    holder.innerHTML = chooser.html;
    value.input.replaceWith(...holder.childNodes);
    element.querySelector(".own-value-title").textContent = "";
    button.hidden = true;
    new window[chooser.constructor](chooser.id, chooser.options);
    element.querySelector("[data-chooser-action-choose]:not([hidden] *)")?.focus();
    element.querySelector(".chooser:is(.blank) .unchosen [data-chooser-action-choose]")?.click();
  });
  return value;
}

const segments = [...form.querySelectorAll(".segment[data-path]")].map((one) => new Segment(one));
const slug = form.elements.slug;
const values = [
  ...[...form.querySelectorAll("[data-own]")].map(ownValue),
  ...(slug ? [new Value(slug.closest("section"), slug, form.elements.slug_base, (answer) => ({
    base: answer.slug, theirs: answer.slug,
  }))] : []),
];
const byKey = new Map([...segments, ...values].map((item) => [item.key, item]));

// Editors -----------------------------------------------------------------------------------------

const editors = {
  options: JSON.parse(document.getElementById("editor-options").textContent),
  states: new Map(),

  /** What an editor starts with; the server makes it, for it knows where links lead. */
  async state(text) {
    if (text.startsWith("{")) return text;
    if (!this.states.has(text)) await this.load([text]);
    return this.states.get(text);
  },

  async load(texts) {
    const response = await ask(page.dataset.editorUrl, texts.map((text) => ["html", text]));
    if (!response.ok) throw new Error(response.status);
    const { states } = await response.json();
    texts.forEach((text, index) => this.states.set(text, states[index]));
  },

  /** The next ones, so that they start at once, without a connection too. */
  prefetch(segment) {
    const next = segments.slice(segments.indexOf(segment) + 1).filter((one) => one.isHtml);
    const texts = next.slice(0, 5).map((one) => one.value);
    const unknown = texts.filter((text) => !text.startsWith("{") && !this.states.has(text));
    if (unknown.length) this.load([...new Set(unknown)]).catch(() => {});
  },

  essence: ({ blocks, entityMap }) => JSON.stringify([
    blocks.map(({ text, inlineStyleRanges, entityRanges }) => [
      text,
      inlineStyleRanges.map(({ offset, length, style }) => [offset, length, style]).sort(),
      entityRanges.map(({ offset, length }) => [offset, length]),
    ]),
    Object.values(entityMap).map(({ type, data }) => [
      type, data.id, data.url, data.title, data.lang, data.dir,
    ]),
  ]),
};

// Keeping -----------------------------------------------------------------------------------------

const keeper = {
  store: `lane:${page.dataset.lane}:${page.dataset.user}`,
  waiting: new Map(), // passages and values by their keys
  status: document.getElementById("lane-status"),
  refusals: new Set(), // the keys of what the server could not take
  running: null,

  get drafts() {
    try {
      return JSON.parse(localStorage.getItem(this.store)) ?? {};
    } catch {
      return {};
    }
  },

  remember(path, draft) {
    const drafts = this.drafts;
    if (draft) drafts[path] = draft;
    else delete drafts[path];
    try {
      if (Object.keys(drafts).length) localStorage.setItem(this.store, JSON.stringify(drafts));
      else localStorage.removeItem(this.store);
    } catch {
      // full or forbidden: the server keeps it in a moment
    }
  },

  /** Somebody has typed. */
  note(segment) {
    this.waiting.set(segment.key, segment);
    this.refusals.delete(segment.key);
    this.remember(segment.key, {
      target: segment.value, base: segment.base.value, at: new Date().toISOString(),
    });
    this.tell("typing", words.typing);
    this.soon();
  },

  tell(kind, text) {
    if (this.status.textContent === text) return;
    this.status.dataset.kind = kind;
    this.status.textContent = text;
  },

  /** Save all that waits. Whether everything is kept; null if the server could not be asked. */
  async flush() {
    await Promise.all(segments.map((segment) => segment.early && segment.starting));
    for (const segment of segments) if (segment.input) segment.editor?.saveState?.();
    while (this.running) await this.running;
    if (!this.waiting.size) return !this.refusals.size;
    this.running = this.send().finally(() => { this.running = null; });
    const isKept = await this.running;
    return isKept && this.flush();
  },

  async send() {
    const batch = [...this.waiting.values()];
    const versions = new Map(batch.map((segment) => [segment, segment.version]));
    let response, answer;
    try {
      response = await ask(page.dataset.segmentUrl, batch.flatMap((segment) => segment.fields()));
      if ([200, 409, 422, 423].includes(response.status)) answer = await response.json();
    } catch {
      this.tell("offline", words.offline);
      return this.again();
    }
    if (response.status === 403) {
      this.tell("out", words.loggedOut);
      return this.again();
    }
    if (!answer) {
      this.tell("offline", words.trouble);
      return this.again();
    }
    if (response.status === 423) {
      this.tell("refused", answer.message);
      return false;
    }
    return response.ok
      ? this.kept(batch, versions, answer)
      : this.refused(batch, answer, response.status === 409);
  },

  kept(batch, versions, answer) {
    for (const segment of batch) {
      const kept = segment.kept(answer);
      if (versions.get(segment) === segment.version) {
        this.waiting.delete(segment.key);
        this.remember(segment.key, null);
        if (kept) segment.confirm(kept);
        else segment.tell(say(words.gone, { text: segment.plain }));
      } else if (kept) {
        segment.base.value = kept.base; // more has been typed since
      }
    }
    this.tell("saved", say(words.saved, { time: answer.time }));
    progress.show(answer.left);
    document.dispatchEvent(new CustomEvent("lane:saved"));
    return true;
  },

  /** One text that can't be kept holds up no other one. */
  async refused(batch, answer, isConflict) {
    for (const segment of batch) {
      const texts = segment.errors(answer);
      if (!texts) continue;
      this.waiting.delete(segment.key);
      this.refusals.add(segment.key);
      const state = isConflict ? segment.kept(answer) : undefined;
      const theirs = state?.theirs;
      if (theirs === undefined) {
        segment.tell(texts.join(" "));
        continue;
      }
      segment.tell(texts.join(" "), {
        [words.keepMine]: () => {
          segment.base.value = state.base;
          this.note(segment);
          this.flush();
        },
        [words.takeTheirs]: () => {
          segment.base.value = state.base;
          segment.set(theirs);
        },
      });
    }
    this.tell("refused", words.refused);
    if (this.waiting.size && this.waiting.size < batch.length) await this.send();
    return false;
  },

  /** The server could not be asked: everything is kept here meanwhile. */
  again() {
    this.later();
    return null;
  },

  /** Texts of an earlier visit that no server has confirmed. */
  offer() {
    for (const [path, draft] of Object.entries(this.drafts)) {
      const segment = byKey.get(path);
      const isSame = segment && plainOf(draft.target).trim() === segment.plain.trim();
      if (isSame) this.remember(path, null);
      if (isSame) continue;
      const when = new Date(draft.at).toLocaleString(document.documentElement.lang, {
        dateStyle: "long", timeStyle: "short",
      });
      const text = say(words.offer, { when, text: plainOf(draft.target) });
      const holder = segment ?? orphan;
      holder.tell(text, {
        ...(segment && {
          [words.keepIt]: async () => {
            segment.base.value = draft.base;
            await segment.set(draft.target);
          },
        }),
        [words.throwAway]: () => this.remember(path, null),
      });
    }
  },
};
keeper.soon = after(SOON, () => keeper.flush());
keeper.later = after(LATER, () => keeper.flush());
addEventListener("online", () => keeper.flush());

/** Where to show a text whose passage the source no longer has. */
const orphan = {
  tell(text, actions) {
    const holder = Object.assign(document.createElement("section"), { className: "segment" });
    holder.append(Object.assign(document.createElement("div"), { className: "segment-field" }));
    form.prepend(holder);
    Segment.prototype.tell.call({ element: holder }, text, actions);
  },
};

addEventListener("beforeunload", (event) => {
  if (keeper.waiting.size || segments.some(({ early }) => early)) event.preventDefault();
});
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { submitter } = event;
  if (!await keeper.flush()) {
    document.querySelector(".segment-message")?.scrollIntoView({ block: "center" });
    return;
  }
  // Everything is kept; the form only says which button was pressed.
  for (const field of form.querySelectorAll(".segment :is(textarea, input)")) field.disabled = true;
  form.elements.csrfmiddlewaretoken.value = token();
  if (submitter?.name) {
    form.append(Object.assign(document.createElement("input"), {
      type: "hidden", name: submitter.name, value: submitter.value,
    }));
  }
  form.submit();
});

// Where one is ------------------------------------------------------------------------------------

const tools = document.getElementById("segment-tools").content.firstElementChild.cloneNode(true);

const current = {
  segment: null,

  set(segment) {
    if (this.segment === segment) return;
    const left = this.segment;
    left?.element.classList.remove("segment--current");
    this.segment = segment;
    segment.element.classList.add("segment--current");
    segment.element.querySelector(".segment-target").append(tools);
    tools.querySelector("[data-do=valid]").hidden = !segment.valid;
    glyphs.draw(segment);
    help.load(segment);
    preview.point(segment);
    if (left && keeper.waiting.has(left.key)) keeper.flush();
  },

  step(by, isWanted = () => true) {
    const at = segments.indexOf(this.segment);
    const order = by > 0
      ? [...segments.slice(at + 1), ...(at < 0 ? [] : segments.slice(0, at))]
      : segments.slice(0, Math.max(at, 0)).reverse();
    const next = order.find((one) => !one.element.hidden && isWanted(one));
    next?.go();
    return next;
  },
};

const isUnfinished = (segment) => !segment.isDone && !keeper.waiting.has(segment.key);

const actions = {
  next: () => current.step(1),
  previous: () => current.step(-1),
  unfinished() {
    const next = current.step(1, isUnfinished);
    if (!next && !keeper.waiting.size) keeper.tell("saved", words.allDone);
  },
  /** Go on at once, without a connection too; who has not written yet is called back if refused. */
  async done() {
    const left = current.segment;
    const isKept = keeper.flush();
    const next = current.step(1, isUnfinished);
    const version = next?.version;
    if (await isKept !== false) {
      if (!next) actions.unfinished();
    } else if (!next || (next.isHere && next.version === version && !next.early)) left?.go();
  },
  async source() {
    const segment = current.segment;
    if (!segment) return;
    if (!segment.isHtml) {
      segment.set(segment.element.querySelector(".segment-source").innerText.trim());
      return;
    }
    try {
      const response = await ask(page.dataset.editorUrl, [["source", segment.path]]);
      if (response.ok) await segment.set((await response.json()).source);
    } catch {
      keeper.tell("offline", words.notFetched);
    }
  },
  async valid() {
    const segment = current.segment;
    if (!segment?.valid) return;
    segment.valid.checked = true;
    keeper.waiting.set(segment.key, segment);
    await keeper.flush();
  },
  save: () => keeper.flush(),
  publish: () => form.querySelector("button[name=publish], button[name=approve]")?.click(),
  preview: () => preview.toggle(),
  keys: () => document.getElementById("lane-keys").showModal(),
  noBreak: () => current.segment?.insert("\u00a0"),
  insert: (number) => help.insert(number),
};

/** Which action a key stands for; on a Mac, Option writes letters. */
function wanted(event) {
  const isMain = MAC ? event.metaKey : event.ctrlKey;
  const isSpecial = event.shiftKey && (MAC ? event.ctrlKey : event.altKey && !event.ctrlKey);
  if (isMain && !event.altKey && event.key === "Enter") return ["done"];
  if (isMain && !event.altKey && !event.shiftKey && event.code === "KeyS") return ["save"];
  if (event.ctrlKey && event.shiftKey && event.code === "Space") return ["noBreak"];
  if (event.altKey && !event.ctrlKey && !event.metaKey && event.key === "ArrowDown") {
    return [event.shiftKey ? "unfinished" : "next"];
  }
  if (event.altKey && !event.ctrlKey && !event.metaKey && event.key === "ArrowUp") return ["previous"];
  if (!isSpecial) return [];
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
  if (digit) return ["insert", Number(digit)];
  const letters = { KeyC: "source", KeyV: "valid", KeyP: "publish", KeyO: "preview", KeyK: "keys" };
  return [letters[event.code]];
}

document.addEventListener("keydown", (event) => {
  const [name, value] = wanted(event);
  if (!name) return;
  event.preventDefault();
  event.stopPropagation();
  actions[name](value);
}, true);

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button && page.contains(button)) actions[button.dataset.do]();
  const suggested = event.target.closest("[data-slug]");
  if (suggested) byKey.get("slug").set(suggested.dataset.slug);
  const letter = event.target.closest("[data-character]");
  if (letter) current.segment?.insert(letter.dataset.character);
});
// A button takes no focus from where one writes.
tools.addEventListener("mousedown", (event) => {
  if (event.target.closest("button")) event.preventDefault();
});

// How far it is -----------------------------------------------------------------------------------

const progress = {
  show(left) {
    if (!left) return;
    const bar = document.querySelector(".lane-progress progress");
    bar.value = bar.max - left.passages;
    document.getElementById("lane-left").textContent = say(
      left.passages ? words.left : words.nothingLeft,
      { done: bar.max - left.passages, all: bar.max, words: left.words },
    );
    // The sentence was true when the page was opened; from now on the counter says it.
    document.querySelector(".lane-state-count")?.remove();
    const anchor = document.querySelector(".lane-state-first");
    const first = segments.find((one) => !one.isDone);
    if (anchor && first) anchor.hash = `segment-${first.element.dataset.number}`;
    else anchor?.remove();
  },

  filter(isUnfinished) {
    for (const segment of segments) segment.element.hidden = isUnfinished && segment.isDone;
    for (const group of form.querySelectorAll(".lane-group")) {
      group.hidden = !group.querySelector(".segment:not([hidden])");
    }
  },
};
document.querySelector(".lane-filter")?.addEventListener("change", (event) => {
  progress.filter(event.target.value === "unfinished");
});

// Spaces that do not break ------------------------------------------------------------------------

const glyphs = {
  marks: globalThis.Highlight && {
    "\u00a0": new Highlight(), "\u202f": new Highlight(),
  },

  /** Mark them where one writes, and count them. */
  draw(segment) {
    if (segment !== current.segment) return;
    const count = (space) => segment.plain.split(space).length - 1;
    const [plain, narrow] = [count("\u00a0"), count("\u202f")];
    tools.querySelector(".segment-spaces").textContent =
      plain || narrow ? say(words.spaces, { plain, narrow }) : "";
    if (!this.marks) return;
    for (const mark of Object.values(this.marks)) mark.clear();
    for (const root of [this.mirror(segment), segment.input?.parentNode]) {
      if (root) this.walk(root);
    }
  },

  /** A text area cannot be marked: the same text stands behind it. */
  mirror(segment) {
    if (segment.area.hidden) return null;
    let mirror = segment.element.querySelector(".segment-mirror");
    if (!mirror) {
      mirror = Object.assign(document.createElement("div"), { className: "segment-mirror" });
      mirror.setAttribute("aria-hidden", "true");
      segment.area.before(mirror);
    }
    mirror.textContent = `${segment.value}\n`;
    return mirror;
  },

  walk(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      for (const found of node.data.matchAll(/[\u00a0\u202f]/g)) {
        const range = new StaticRange({
          startContainer: node, startOffset: found.index,
          endContainer: node, endOffset: found.index + 1,
        });
        this.marks[found[0]].add(range);
      }
    }
  },
};
if (glyphs.marks) {
  CSS.highlights.set("no-break-space", glyphs.marks["\u00a0"]);
  CSS.highlights.set("narrow-space", glyphs.marks["\u202f"]);
}

// Suggestions, terms, findings --------------------------------------------------------------------

const help = {
  url: page.dataset.helpUrl,
  box: tools.querySelector(".segment-help"),

  async load(segment, typed = null) {
    if (!this.url) return;
    if (typed === null) this.box.replaceChildren();
    try {
      const response = typed === null
        ? await fetch(`${this.url}?${new URLSearchParams({ path: segment.path })}`, {
          headers: { "X-Requested-With": "XMLHttpRequest" },
        })
        : await ask(this.url, [["path", segment.path], ["target", typed]], { headers: {
          "X-CSRFToken": token(), "X-Requested-With": "XMLHttpRequest",
        } });
      const html = response.ok && await response.text();
      const isWanted = segment === current.segment && !this.box.contains(document.activeElement);
      if (html && isWanted) this.box.innerHTML = html;
    } catch {
      // no connection: one can work without
    }
  },

  insert(number) {
    this.box.querySelectorAll("[data-whole]")[number - 1]?.click();
  },
};
tools.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-insert], [data-repair]");
  const { segment } = current;
  if (!button || !segment) return;
  const { insert, repair } = button.dataset;
  if (repair !== undefined || "whole" in button.dataset) await segment.set(repair ?? insert);
  else segment.insert(insert);
});
const checkSoon = after(700, (segment) => {
  if (segment === current.segment) help.load(segment, segment.value);
});
document.addEventListener("lane:typed", ({ detail }) => checkSoon(detail));

// The preview beside the form ---------------------------------------------------------------------

const preview = {
  panel: document.getElementById("lane-preview"),
  button: document.querySelector("[data-do=preview]"),
  get frame() { return this.panel?.querySelector("iframe"); },
  get isOpen() { return Boolean(this.panel && !this.panel.hidden); },

  start() {
    if (!this.panel) return;
    this.frame.addEventListener("load", () => this.loaded());
    document.addEventListener("lane:saved", () => this.reload());
    let wish = null;
    try { wish = localStorage.getItem("lane:preview"); } catch { /* as it is */ }
    if (matchMedia("(width >= 60rem)").matches && wish !== "off") this.open();
  },

  open() {
    this.panel.hidden = false;
    page.classList.add("lane-page--preview");
    this.button?.setAttribute("aria-pressed", "true");
    if (this.frame.getAttribute("src") !== this.frame.dataset.src) {
      this.frame.src = this.frame.dataset.src;
    } else this.reload();
  },

  toggle() {
    if (!this.panel) return;
    if (this.isOpen) {
      this.panel.hidden = true;
      page.classList.remove("lane-page--preview");
      this.button?.setAttribute("aria-pressed", "false");
    } else this.open();
    try { localStorage.setItem("lane:preview", this.isOpen ? "on" : "off"); } catch { /* not kept */ }
  },

  reload() {
    if (!this.isOpen) return;
    this.at = this.frame.contentWindow.scrollY;
    this.frame.contentWindow.location.reload();
  },

  loaded() {
    const inside = this.frame.contentDocument;
    if (!inside?.body) return;
    if (this.at) this.frame.contentWindow.scrollTo({ top: this.at, behavior: "instant" });
    inside.addEventListener("click", (event) => {
      event.preventDefault();
      const passage = event.target.closest("[data-segment]");
      if (passage) segments[Number(passage.dataset.segment) - 1]?.go();
    }, true);
    for (const passage of inside.querySelectorAll("[data-segment]")) passage.style.cursor = "pointer";
    if (current.segment) this.point(current.segment, false);
  },

  /** Show where the passage stands. */
  point(segment, isMoving = true) {
    const inside = this.isOpen && this.frame.contentDocument;
    if (!inside) return;
    for (const old of inside.querySelectorAll("[data-current]")) {
      old.style.outline = "";
      delete old.dataset.current;
    }
    const number = segment.element.dataset.number;
    const found = [...inside.querySelectorAll(`[data-segment="${number}"]`)];
    for (const passage of found) {
      passage.dataset.current = "";
      passage.style.outline = "3px solid #2e7dd1";
      passage.style.outlineOffset = "3px";
    }
    const first = found.find((passage) => passage.closest("h1")) ?? found[0];
    if (isMoving) first?.scrollIntoView({ block: "center", behavior: "smooth" });
  },
};

// Others in the same lane -------------------------------------------------------------------------

const presence = {
  line: document.getElementById("lane-presence"),
  tab: crypto.randomUUID?.() ?? String(Math.random()),

  async beat() {
    try {
      const response = await ask(page.dataset.presenceUrl, [["tab", this.tab]]);
      const text = response.ok ? (await response.json()).others.join(" ") : "";
      if (this.line.textContent !== text) this.line.textContent = text;
      if (response.status === 403) keeper.tell("out", words.loggedOut);
    } catch {
      // the next beat
    }
  },
};
if (page.dataset.presenceUrl) {
  presence.beat();
  setInterval(() => presence.beat(), HEARTBEAT);
  addEventListener("pagehide", () => {
    ask(page.dataset.presenceUrl, [["tab", presence.tab], ["left", "1"]], { keepalive: true })
      .catch(() => {});
  });
}

// Lengths and the address -------------------------------------------------------------------------

for (const counter of document.querySelectorAll("[data-counts]")) {
  const area = document.getElementById(counter.dataset.counts);
  const limit = Number(counter.dataset.limit);
  const count = () => {
    const length = [...area.value].length;
    counter.textContent = say(length > limit ? words.tooLong : words.length, { length, limit });
    counter.classList.toggle("is-over", length > limit);
  };
  area.addEventListener("input", count);
  count();
}

page.classList.add("lane-page--scripted");
preview.start();
keeper.offer();
if (location.hash.startsWith("#segment-")) {
  segments[Number(location.hash.slice("#segment-".length)) - 1]?.go();
}
