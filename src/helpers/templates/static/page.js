"use strict";
function plain(shown, row, column, cell) {  // small words behind a semicolon, links left out
  var copy = cell.cloneNode(true);
  copy.querySelectorAll("a[title]").forEach(function (a) { a.remove(); });
  copy.querySelectorAll("br").forEach(function (br) { br.replaceWith("; "); });
  return copy.textContent.replace(/\s+/g, " ").replace(/ ;/g, ";").trim();
}
document.addEventListener("DOMContentLoaded", function () {
  var button = document.getElementById("toggle-code");
  if (button) {
    button.addEventListener("click", function () {
      var shown = document.documentElement.classList.toggle("show-code");
      button.setAttribute("aria-pressed", String(shown));
      button.textContent = shown ? "Hide code" : "Show code";
    });
  }
  var written = document.getElementById("written"), when = new Date(document.lastModified);
  if (written && !isNaN(when)) {  // the page's own words never tell: the same articles, the same bytes
    written.querySelector("time").dateTime = when.toISOString();
    written.querySelector("time").textContent = when.toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
    written.hidden = false;
  }
  window.addEventListener("beforeprint", function () {  // what it was made from belongs on paper
    document.querySelectorAll("footer details").forEach(function (d) { d.open = true; });
  });
  if (!window.DataTable) { return; }  // the page is whole without: only sorting and searching go
  document.querySelectorAll("table.sortable").forEach(function (table) {
    var many = table.tBodies[0].rows.length > 5;
    new window.DataTable(table, {
      paging: false, info: false, order: [], autoWidth: false, retrieve: true,
      searching: many,
      language: { search: "Search this table:" },
      layout: {
        topStart: many ? "search" : null, topEnd: null, bottomStart: null,
        bottomEnd: { buttons: [{
          extend: "csv", text: "Download as CSV", escapeExcelFormula: true,
          filename: table.dataset.name, title: null, exportOptions: { format: { body: plain } }
        }] }
      }
    });
  });
  var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target) { target.scrollIntoView(); }
});
