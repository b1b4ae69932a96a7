// The choices of the exported map: one theme at a time, and of a scenario one state of it.
// eksport/webkort.py writes this into the page, after the map; `lag` has the layers of each theme,
// state by state.
(function (kort, lag) {
  "use strict";
  const tema = document.getElementById("tema");
  const afsnit = [...document.querySelectorAll("section")];
  const stande = [...document.querySelectorAll("fieldset")];
  const ramme = kort.getContainer();
  let vist = null;

  ramme.setAttribute("role", "region");
  ramme.setAttribute("aria-label", "Kort");

  function skift() {
    const nr = tema.selectedIndex;
    afsnit.forEach((del, i) => (del.hidden = i !== nr));
    for (const valg of stande) valg.hidden = valg.dataset.tema !== String(nr);
    const valgt = stande.find((valg) => !valg.hidden);
    const stand = valgt ? Number(valgt.querySelector(":checked").value) : 0;
    for (const del of afsnit[nr].querySelectorAll("[data-stand]")) {
      del.hidden = del.dataset.stand !== String(stand);
    }
    if (vist === lag[nr][stand]) return;
    if (vist) vist.remove();
    vist = lag[nr][stand].addTo(kort);
  }

  // What a kommune says stays inside the map, also inside a small one.
  const saet = L.Tooltip.prototype._setPosition;
  L.Tooltip.prototype._setPosition = function (sted) {
    saet.call(this, sted);
    const [egen, kortet] = [this._container, ramme].map((e) => e.getBoundingClientRect());
    const ind = (fra, til, mindst, hoejst) => Math.max(Math.min(0, hoejst - til), mindst - fra);
    const flyt = [
      ind(egen.left, egen.right, kortet.left, kortet.right),
      ind(egen.top, egen.bottom, kortet.top, kortet.bottom),
    ];
    L.DomUtil.setPosition(this._container, L.DomUtil.getPosition(this._container).add(flyt));
  };

  // On paper the map has a size of its own, and its names are placed at once: a frame that is asked
  // for comes after the page is printed.
  const senere = L.Util.requestAnimFrame;
  const kilder = document.querySelector("details");
  let varAaben = false;
  function paaPapir(ja) {
    document.body.classList.toggle("papir", ja);
    if (ja) varAaben = kilder.open;
    kilder.open = ja || varAaben;
    L.Util.requestAnimFrame = (goer) => goer();
    kort.invalidateSize({animate: false});
    L.Util.requestAnimFrame = senere;
  }

  document.addEventListener("change", skift);
  window.addEventListener("beforeprint", () => paaPapir(true));
  window.addEventListener("afterprint", () => paaPapir(false));
  skift();
})
