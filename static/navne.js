// Moves the names of the kommuner apart: on its own kommune, clear of the clinics, never on another
// name. A name that has no room is hidden until one zooms in; the tooltip still tells it.
// geo/kort.py writes this into each map. It goes through Jinja: no two braces in a row, and no brace
// beside a percent or number sign. Without it a name stands on the middle of its kommune.
(function (kort, udsnit, skravering) {
  "use strict";
  const PROEVER = 7; // a name is tried at 7 x 3 points
  const HAV = 1.5, ANDEN = 6, CIRKEL = 6; // what each costs: over sea, over another kommune, a clinic
  const UDE = 15, AFSTAND = 0.08; // more of it on others than on its own; a pixel from the middle
  const DELT = 8, UDEN = 40; // the name on two lines; the name without the figure under it
  const FOR_DYRT = 60; // so much lies elsewhere that the name would mislead
  const EGEN = 1, ANDENS = 2, FELTER = 500; // whose land; squares across the reach of a name
  const LUFT = 3, RUNDER = 3;
  const STOR = {b: 900, h: 500}; // a map so wide and high is seen from afar: its names are larger
  const KODE = /^([0-9]+$|omraade:)/; // the id of a kommune, named or not, also of the neighbours
  let bestilt = false;

  // The areas of one arm of the colours are hatched: in greyscale both arms are dark. As in print.
  function tilfoejMoenstre() {
    if (document.getElementById(skravering[0][0])) return;
    const svg = document.body.appendChild(document.createElement("div"));
    const moenstre = skravering.map(
      ([id, farve, streg]) =>
        `<pattern id="${id}" width="6" height="6" patternUnits="userSpaceOnUse" ` +
        `patternTransform="rotate(45)"><rect width="6" height="6" fill="${farve}"/>` +
        `<rect width="1" height="6" fill="${streg}"/></pattern>`
    );
    svg.innerHTML = `<svg width="0" height="0" aria-hidden="true"><defs>${moenstre.join("")}</defs></svg>`;
    svg.style.cssText = "position:absolute;width:0;height:0;overflow:hidden";
  }

  function skriftstoerrelse(zoom) {
    const stor = window.innerWidth > STOR.b && window.innerHeight > STOR.h ? 3 : 0;
    return (zoom < 7 ? 10 : zoom < 8.5 ? 11 : 13) + stor;
  }

  function ringe(dele) {
    if (!Array.isArray(dele[0])) return [dele.map((p) => kort.latLngToLayerPoint(p))];
    return dele.flatMap(ringe);
  }

  function flade(polygon) {
    const alle = ringe(polygon.getLatLngs());
    return Object.assign(L.bounds(alle.flat()), {ringe: alle});
  }

  // Whose land lies where a name could reach: EGEN, ANDENS or none, in squares seen by their middle.
  function jord(navn) {
    const {min, max} = navn.flade;
    const luft = Math.max(...navn.former.map((f) => Math.max(f.b, 1.5 * f.h)));
    const x0 = min.x - luft, y0 = min.y - luft;
    const trin = Math.max(1, (max.x - x0 + luft) / FELTER, (max.y - y0 + luft) / FELTER);
    const b = Math.ceil((max.x - x0 + luft) / trin) + 1, h = Math.ceil((max.y - y0 + luft) / trin) + 1;
    const felter = new Uint8Array(b * h);
    // How many squares of a row or column have their middle before here.
    const foer = (vej, ialt) => Math.min(Math.max(Math.ceil(vej / trin - 0.5), 0), ialt);
    function udfyld(omraade, hvis) {
      if (omraade.max.x < x0 || omraade.min.x > x0 + b * trin) return;
      if (omraade.max.y < y0 || omraade.min.y > y0 + h * trin) return;
      const raekker = new Map(); // where edges cross the middle of each row
      for (const ring of omraade.ringe) {
        for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
          const [a, c] = ring[i].y < ring[j].y ? [ring[i], ring[j]] : [ring[j], ring[i]];
          for (let r = foer(a.y - y0, h), til = foer(c.y - y0, h); r < til; r++) {
            const y = y0 + (r + 0.5) * trin;
            if (!raekker.has(r)) raekker.set(r, []);
            raekker.get(r).push(a.x + ((c.x - a.x) * (y - a.y)) / (c.y - a.y));
          }
        }
      }
      for (const [r, xer] of raekker) {
        xer.sort((p, q) => p - q);
        for (let i = 0; i + 1 < xer.length; i += 2) {
          felter.fill(hvis, r * b + foer(xer[i] - x0, b), r * b + foer(xer[i + 1] - x0, b));
        }
      }
    }
    for (const nabo of navn.naboer) udfyld(nabo, ANDENS);
    udfyld(navn.flade, EGEN);
    return (x, y) => felter[Math.floor((y - y0) / trin) * b + Math.floor((x - x0) / trin)];
  }

  function laes() {
    const navne = [], cirkler = [], flader = new Map();
    kort.eachLayer((lag) => {
      if (lag instanceof L.Marker && lag.options.kode) navne.push({lag, kode: lag.options.kode});
    });
    kort.eachLayer((lag) => {
      if (lag instanceof L.CircleMarker && !(lag instanceof L.Circle)) {
        const p = kort.latLngToLayerPoint(lag.getLatLng());
        cirkler.push({x: p.x, y: p.y, r: lag.getRadius() + 1});
      } else if (lag instanceof L.Polygon && lag.feature && KODE.test(lag.feature.id)) {
        flader.set(String(lag.feature.id), flade(lag));
      }
    });
    return {navne, cirkler, flader};
  }

  function pris(navn, form, x, y, cirkler) {
    let sum = AFSTAND * Math.hypot(x - navn.punkt.x, y - navn.punkt.y) + form.koster;
    for (const c of cirkler) {
      const dx = Math.max(Math.abs(c.x - x) - form.b / 2, 0);
      const dy = Math.max(Math.abs(c.y - y) - form.h / 2, 0);
      const d = Math.hypot(dx, dy);
      if (d < c.r) sum += 1 + CIRKEL * (1 - d / c.r);
    }
    let egne = 0, andre = 0;
    for (let i = 0; i < PROEVER; i++) {
      const px = x + form.b * (i / (PROEVER - 1) - 0.5);
      for (const del of [-0.4, 0, 0.4]) {
        const py = y + del * form.h;
        const hvis = navn.jord(px, py);
        if (hvis === EGEN) egne += 1;
        else if (hvis === ANDENS) {
          andre += 1;
          sum += ANDEN;
        } else sum += HAV;
        if (sum > FOR_DYRT) return sum;
      }
    }
    return sum + (egne > andre ? 0 : UDE);
  }

  function kasse(p) {
    return L.bounds([p.x - p.b / 2, p.y - p.h / 2], [p.x + p.b / 2, p.y + p.h / 2]);
  }

  // Every place the name could have, cheapest first.
  function pladser(navn, cirkler) {
    const {min, max} = navn.flade;
    const skridt = Math.max(5, (max.x - min.x) / 24, (max.y - min.y) / 24);
    const svar = [];
    for (const form of navn.former) {
      if (svar.some((p) => p.pris < form.koster)) break; // this form cannot be cheaper
      for (let x = min.x - form.b / 2; x <= max.x + form.b / 2; x += skridt) {
        for (let y = min.y - form.h; y <= max.y + form.h; y += skridt) {
          svar.push({x, y, ...form, pris: pris(navn, form, x, y, cirkler)});
        }
      }
    }
    // A kommune wholly on the screen has its name there too.
    const skaerm = L.bounds(
      kort.containerPointToLayerPoint([0, 0]), kort.containerPointToLayerPoint(kort.getSize())
    );
    const hele = skaerm.contains(navn.flade);
    return svar
      .filter((p) => p.pris < FOR_DYRT && (!hele || skaerm.contains(kasse(p))))
      .sort((a, b) => a.pris - b.pris);
  }

  function ramt(navn, plads, andre) {
    return andre.some(
      (a) =>
        a !== navn && a.plads &&
        Math.abs(a.plads.x - plads.x) < (a.plads.b + plads.b) / 2 + LUFT &&
        Math.abs(a.plads.y - plads.y) < (a.plads.h + plads.h) / 2 + LUFT
    );
  }

  // The sizes a name can have: on one line or, at its soft hyphen, on two; with its figure or without.
  function former(skilt) {
    const svar = [];
    for (const uden of skilt.querySelector("span") ? [false, true] : [false]) {
      for (const delt of [false, true]) {
        vis(skilt, {delt, uden});
        const [b, h] = [skilt.offsetWidth, skilt.offsetHeight];
        if (!b || (delt && h === svar.at(-1).h)) continue;
        svar.push({delt, uden, b, h, koster: (delt ? DELT : 0) + (uden ? UDEN : 0)});
      }
    }
    return svar;
  }

  function vis(skilt, form) {
    skilt.classList.toggle("delt", form.delt);
    skilt.classList.toggle("uden", form.uden);
  }

  function stil() {
    bestilt = false;
    // A shape with a tooltip listens for focus, which alone makes Chromium stop at it with Tab: a map
    // would be seventy stops. Its table has the same figures.
    for (const form of kort.getContainer().querySelectorAll("path")) form.setAttribute("tabindex", "-1");
    const {navne, cirkler, flader} = laes();
    for (const navn of navne) {
      navn.skilt = navn.lag.getElement().firstElementChild;
      navn.skilt.style.fontSize = skriftstoerrelse(kort.getZoom()) + "px";
      navn.former = former(navn.skilt);
      navn.punkt = kort.latLngToLayerPoint(navn.lag.getLatLng());
      navn.flade = flader.get(navn.kode);
      navn.naboer = [...flader.values()].filter((f) => f !== navn.flade);
    }
    const med = navne.filter((n) => n.former.length && n.flade);
    for (const navn of med) {
      navn.jord = jord(navn);
      navn.pladser = pladser(navn, cirkler);
    }
    // The one with the fewest places chooses first; then each may better itself.
    med.sort((a, b) => a.pladser.length - b.pladser.length);
    for (let runde = 0; runde < RUNDER; runde++) {
      for (const navn of med) navn.plads = navn.pladser.find((p) => !ramt(navn, p, med));
    }
    for (const navn of med) {
      const p = navn.plads;
      navn.skilt.style.visibility = p ? "" : "hidden";
      if (p) {
        vis(navn.skilt, p);
        const x = Math.round(p.x - navn.punkt.x - p.b / 2);
        const y = Math.round(p.y - navn.punkt.y - p.h / 2);
        navn.skilt.style.transform = `translate(${x}px,${y}px)`;
      }
    }
  }

  function bestil() {
    if (bestilt) return;
    bestilt = true;
    L.Util.requestAnimFrame(stil);
  }

  // A map that nobody has moved shows all of its area, also when its column gets another width.
  let vist = [kort.getCenter(), kort.getZoom()];
  function tilpas() {
    if (kort.getZoom() !== vist[1] || kort.distance(kort.getCenter(), vist[0]) > 2000) return;
    kort.fitBounds(udsnit, {animate: false, padding: [LUFT, LUFT]});
    vist = [kort.getCenter(), kort.getZoom()];
  }

  // A button back to all of it, under those that zoom.
  function tilfoejKnap() {
    const knap = L.control({position: "topleft"});
    knap.onAdd = () => {
      const ramme = L.DomUtil.create("div", "leaflet-bar");
      const link = L.DomUtil.create("a", "", ramme);
      Object.assign(link, {href: "#", textContent: "\u2922", title: "Vis det hele"});
      link.setAttribute("role", "button");
      link.setAttribute("aria-label", "Vis det hele");
      L.DomEvent.on(link, "click", (h) => {
        L.DomEvent.stop(h);
        kort.fitBounds(udsnit, {animate: false, padding: [LUFT, LUFT]});
        vist = [kort.getCenter(), kort.getZoom()];
      });
      L.DomEvent.disableClickPropagation(ramme);
      return ramme;
    };
    knap.addTo(kort);
  }

  tilfoejMoenstre();
  if (kort.zoomControl !== false) tilfoejKnap();
  kort.on("resize", tilpas);
  kort.on("layeradd layerremove zoomend resize", bestil);
  bestil();
})
