// Brings the cards that this device's door let in for a meeting into the form that puts their holders on the list.
const form = document.querySelector("#arrivals");
const found = JSON.parse(localStorage.getItem("bylaw-door-in") ?? "{}")[form.dataset.meeting] ?? {};
const cards = Object.keys(found);
form.elements.cards.value = JSON.stringify(cards);
form.querySelector("output").textContent = cards.length;
form.querySelector("button").disabled = !cards.length;
