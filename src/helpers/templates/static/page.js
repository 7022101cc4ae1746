"use strict";
document.addEventListener("DOMContentLoaded", function () {
  var button = document.getElementById("toggle-code");
  if (button) {
    button.addEventListener("click", function () {
      var shown = document.documentElement.classList.toggle("show-code");
      button.setAttribute("aria-pressed", String(shown));
      button.textContent = shown ? "Hide code" : "Show code";
    });
  }
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (d) { d.open = true; });
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
          filename: table.dataset.name, title: null
        }] }
      }
    });
  });
  var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target) { target.scrollIntoView(); }
});
