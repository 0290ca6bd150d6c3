// Keep what is being typed on this device until the server has it: an expired session or a lost
// network loses nothing. Only forms that ask for it (`data-keep="key"`), never passwords or files.

const PREFIX = "maillage-keep:";
const fieldsOf = (form) =>
  [...form.elements].filter(
    (e) => e.name && !["hidden", "password", "file", "submit", "button"].includes(e.type),
  );

function read(form) {
  const kept = {};
  for (const e of fieldsOf(form)) {
    if (e.type === "radio" || e.type === "checkbox") {
      if (e.checked) kept[e.name] = e.value;
    } else kept[e.name] = e.value;
  }
  return kept;
}

function write(form, kept) {
  for (const e of fieldsOf(form)) {
    if (!(e.name in kept)) continue;
    if (e.type === "radio" || e.type === "checkbox") e.checked = e.value === kept[e.name];
    else e.value = kept[e.name];
    e.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

for (const form of document.querySelectorAll("form[data-keep]")) {
  const key = PREFIX + form.dataset.keep;
  const drawn = JSON.stringify(read(form));
  const stored = localStorage.getItem(key);
  if (stored) {
    const { typed } = JSON.parse(stored);
    if (JSON.stringify(typed) === drawn) {
      localStorage.removeItem(key); // the server has it
    } else if (!form.hasAttribute("data-keep-fresh")) {
      offer(form, key, typed);
    }
  }
  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      localStorage.setItem(key, JSON.stringify({ typed: read(form) }));
    }, 300);
  });
}

// A clear sign-out leaves nothing behind on a shared machine.
document.querySelector("form[action$='/deconnexion/']")?.addEventListener("submit", () => {
  for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
});

function offer(form, key, typed) {
  const words = form.dataset;
  const notice = document.createElement("div");
  notice.className = "notice warning";
  notice.setAttribute("role", "status");
  const p = document.createElement("p");
  p.textContent = words.keepFound;
  const actions = document.createElement("p");
  actions.className = "actions";
  const take = document.createElement("button");
  take.type = "button";
  take.className = "button";
  take.textContent = words.keepTake;
  const drop = document.createElement("button");
  drop.type = "button";
  drop.className = "button quiet";
  drop.textContent = words.keepDrop;
  take.addEventListener("click", () => {
    write(form, typed);
    notice.remove();
  });
  drop.addEventListener("click", () => {
    localStorage.removeItem(key);
    notice.remove();
  });
  actions.append(take, drop);
  notice.append(p, actions);
  form.before(notice);
}
