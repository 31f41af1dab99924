// Starts what Wagtail's own templates start with scripts inside the page, which the policy forbids:
// <admin-start data-call="initDateChooser" data-field="id_date" data-options="{...}"></admin-start>
// The options are JSON as escapejs writes it: where Wagtail numbers a new row, it looks for that.
// An element runs when and where such a script would: while the page is read, or a row is added.
// It calls nothing but these, so whoever smuggles one into a page gains nothing by it.

const CLASSES = [
  "Chooser",
  "DocumentChooser",
  "ImageChooser",
  "InlinePanel",
  "PageChooser",
  "SnippetChooser",
];
const FUNCTIONS = ["createTaskChooser", "initDateChooser", "initDateTimeChooser", "initTimeChooser"];

customElements.define(
  "admin-start",
  class extends HTMLElement {
    connectedCallback() {
      const { call, field, options } = this.dataset;
      const values = [...(field ? [field] : []), JSON.parse(JSON.parse(`"${options}"`))];
      this.remove(); // a row that is moved does not start twice
      if (CLASSES.includes(call)) new window[call](...values);
      if (FUNCTIONS.includes(call)) window[call](...values);
    }
  },
);
