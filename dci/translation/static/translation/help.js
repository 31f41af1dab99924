/* The buttons of the help below a segment that ask the server: dismissing a finding, and machine
   translation. What inserts a text or a repair is the lane's own. */

const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;

async function send(url, fields) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "X-CSRFToken": token(), "X-Requested-With": "XMLHttpRequest" },
    body: new URLSearchParams(fields),
  });
  if (!response.ok) throw new Error(response.statusText);
  return response.text();
}

/** What stands in the field of the segment that the help belongs to. */
function typedBeside(box) {
  const field = box.closest(".segment")?.querySelector("textarea");
  return field ? { target: field.value } : {};
}

async function dismiss(button) {
  const box = button.closest("[data-help]");
  const input = button.closest(".help-dismiss")?.querySelector("[data-reason]");
  if (input && !input.value.trim()) {
    input.required = true;
    input.focus();
    return;
  }
  button.disabled = true;
  try {
    const html = await send(box.dataset.dismissUrl, {
      path: box.dataset.path,
      code: button.dataset.dismiss,
      reason: input?.value ?? "",
      ...typedBeside(box),
    });
    const parent = box.parentElement;
    box.outerHTML = html;
    parent.querySelector(".help-findings button, .help-dismissed summary, button")?.focus();
  } catch {
    button.disabled = false;
    button.focus();
  }
}

async function translate(button) {
  const box = button.closest("[data-help]");
  const place = box.querySelector(".help-machine");
  button.disabled = true;
  place.setAttribute("aria-busy", "true");
  try {
    place.innerHTML = await send(box.dataset.machineUrl, { path: box.dataset.path });
    place.querySelector("button")?.focus();
  } catch {
    place.replaceChildren();
  } finally {
    button.disabled = false;
    place.removeAttribute("aria-busy");
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-help] button");
  if (button?.matches("[data-dismiss]")) dismiss(button);
  if (button?.matches("[data-machine]")) translate(button);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches?.("[data-reason]")) return;
  event.preventDefault(); // or the form of the lane would be sent
  dismiss(event.target.closest(".help-dismiss").querySelector("[data-dismiss]"));
});
