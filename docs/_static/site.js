// From disk no page may read another one, so there the search shows titles alone.
if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;

/** Questions of the lessons, answered in the page: what was chosen is held against what the cell really did. */
for (const form of document.querySelectorAll(".mmv-predict")) {
  const told = form.querySelector(".mmv-told-so");
  const { answer } = form.dataset;
  const tell = (value, why) => {
    const right = value === answer || (value !== "" && Number(value.replace(",", ".")) === Number(answer));
    told.textContent = right ? `You said ${value}, and so it is.` : `You said ${value}. It is: ${answer}. ${why}`;
  };
  form.addEventListener("change", ({ target }) => {
    if (target.type === "radio") tell(target.value, target.dataset.why);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const field = form.querySelector("input[type=text]");
    if (field?.value.trim()) tell(field.value.trim(), "");
  });
}
