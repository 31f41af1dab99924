// Typing in the search field of a list of countries shows the countries with these letters.

const plain = (text) =>
  text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase().trim();

document.addEventListener("DOMContentLoaded", () => {
  for (const list of document.querySelectorAll(".countries")) {
    const search = list.querySelector(".countries__search");
    const countries = [...list.querySelectorAll(":scope > div > div")];
    search.hidden = false;
    search.addEventListener("input", () => {
      for (const country of countries) {
        country.hidden = !plain(country.textContent).includes(plain(search.value));
      }
    });
    search.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
  }
});
