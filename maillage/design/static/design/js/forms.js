// Small helps on forms; every form works without them.

// After a refused form, the keyboard and the screen reader start at what is to be corrected.
document.querySelector("[data-focus]")?.focus();

// A counter under each text that has a limit. It says, it never stops the hand.
const plural = (n, one, many) => (Math.abs(n) < 2 ? one : many);
for (const box of document.querySelectorAll("textarea[data-max]")) {
  const counter = document.createElement("span");
  counter.className = "counter";
  counter.setAttribute("aria-live", "polite");
  const max = Number(box.dataset.max);
  const say = () => {
    // As the server counts: line breaks are one sign, code points rather than UTF-16 halves.
    const left = max - [...box.value].length;
    counter.textContent = (left < 0 ? box.dataset.over : box.dataset.left).replace("%", Math.abs(left));
    counter.classList.toggle("over", left < 0);
  };
  box.addEventListener("input", say);
  box.after(counter);
  say();
}

// A live total beside a reader's grid: Σ weight × value ÷ maximum, out of 100.
for (const grid of document.querySelectorAll("form[data-total]")) {
  const out = grid.querySelector("[data-total-here]");
  const sum = () => {
    let weight = 0;
    let total = 0;
    for (const one of grid.querySelectorAll("input[type=radio][data-weight]:checked")) {
      if (one.value === "") continue;
      weight += Number(one.dataset.weight);
      total += (Number(one.dataset.weight) * Number(one.value)) / Number(one.dataset.of);
    }
    out.textContent = weight ? Math.round((100 * total) / weight) : "–";
  };
  grid.addEventListener("change", sum);
  sum();
}
