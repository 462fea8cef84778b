// Waits until the organisation is served, and then leads its founder to the page on which she logs in.
const told = document.querySelector("#wait");
const asked = async () => {
  const answer = await fetch("/health/").catch(() => null);
  if (answer?.ok) location.assign(document.querySelector("#go").href);
  else setTimeout(asked, 1000);
};
told.textContent = say("The organisation is being opened …");
asked();
