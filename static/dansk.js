// The words Streamlit itself writes on the page, in Danish. Streamlit has no setting for them.
// A text that Streamlit words otherwise one day stays English; nothing else depends on it.
// Only whole texts of the list are changed, and nothing the pages or the users have written.
(function () {
  "use strict";
  document.documentElement.lang = "da";
  if (window.praksiskortDansk) return; // the script is run again with each page
  window.praksiskortDansk = true;

  const OVERALT = new Map([
    ["Choose an option", "Vælg"],
    ["Choose options", "Vælg"],
    ["No results", "Ingen fundet"],
    ["view more", "vis mere"],
    ["view less", "vis mindre"],
    ["No options to select", "Intet at vælge"],
    ["No options to select.", "Intet at vælge"],
    ["Select all", "Vælg alle"],
    ["Clear all", "Ryd alle"],
    ["Clear value", "Ryd"],
    ["Clear entry", "Ryd"],
    ["Press Enter to apply", "Tryk Enter for at bruge"],
    ["Press Enter to submit form", "Tryk Enter for at sende"],
    ["Fullscreen", "Fuld skærm"],
    ["Close fullscreen", "Luk fuld skærm"],
    ["Exit fullscreen", "Luk fuld skærm"],
    ["Download as CSV", "Hent som CSV"],
    ["Show/hide columns", "Vis eller skjul kolonner"],
    ["Search", "Søg"],
    ["Type to search", "Skriv for at søge"],
    ["Clear selection", "Ryd valget"],
    ["Sort ascending", "Sortér stigende"],
    ["Sort descending", "Sortér faldende"],
    ["Autosize", "Tilpas bredden"],
    ["Pin column", "Fastgør kolonnen"],
    ["Unpin column", "Frigør kolonnen"],
    ["Hide column", "Skjul kolonnen"],
    ["Statistics", "Statistik"],
    ["Format", "Format"],
    ["Copy to clipboard", "Kopiér"],
    ["Copied", "Kopieret"],
    ["Copied!", "Kopieret"],
    ["Link to heading", "Link til overskriften"],
    ["Skip to main content", "Gå til indholdet"],
    ["Sidebar", "Sidepanel"],
    ["App pages", "Sider"],
    ["Collapse sidebar", "Skjul sidepanelet"],
    ["Expand sidebar", "Vis sidepanelet"],
    ["Running...", "Arbejder …"],
    ["Stop", "Stop"],
    ["Connecting", "Forbinder"],
    ["Please wait...", "Vent venligst …"],
    ["Connection error", "Ingen forbindelse"],
    ["Connection timed out.", "Serveren svarer ikke."],
    ["Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your " +
      "terminal:", "Er Praksiskort stoppet? Så startes det igen på serveren med:"],
    ["Connection lost. Please wait for the app to reconnect, then try again.",
      "Forbindelsen blev afbrudt. Vent, til den er tilbage, og prøv igen."],
    ["Failed to generate file for download",
      "Filen blev ikke lavet. Klik igen, når siden er færdig."],
    ["Request timed out", "Filen kom ikke i tide. Klik igen."],
    ["Connection closed", "Forbindelsen blev afbrudt. Klik igen, når den er tilbage."],
    ["Cannot send backend operation request: not connected to server",
      "Der er ingen forbindelse til serveren. Klik igen, når den er tilbage."],
    ["Page not found", "Siden findes ikke"],
    ["The page that you have requested does not seem to exist", "Der er ingen side på adressen"],
    ["The page that you have requested does not seem to exist. Running the app's main page.",
      "Der er ingen side på adressen. Her er forsiden."],
    ["Decrement", "Én færre"],
    ["Increment", "Én flere"],
    ["Open", "Vis valgene"],
    ["Close", "Luk"],
    ["Choose date", "Vælg dato"],
  ]);
  const MOENSTRE = [
    [/^Press (Ctrl|⌘)\+Enter to apply$/, "Tryk $1+Enter for at bruge"],
    [/^Press (Ctrl|⌘)\+Enter to submit form$/, "Tryk $1+Enter for at sende"],
    [/^Select (\d+) match(?:es)?$/, "Vælg de $1 fundne"],
    [/^You can only select up to (\d+) options?\. Remove an option first\.$/,
      "Højst $1 kan vælges. Fjern først et valg."],
    [/^Help for (.+)$/, "Hjælp til $1"],
    [/^Remove (.+)$/, "Fjern $1"],
    [/^Fullscreen: ([^]+)$/, "Fuld skærm: $1"],
    [/^day, (.+)$/, "dag, $1"],
    [/^month, (.+)$/, "måned, $1"],
    [/^year, (.+)$/, "år, $1"],
  ];
  // Words too common to change elsewhere than in the field for a file.
  const FILFELT = new Map([
    ["Upload", "Vælg fil"],
    ["Add files", "Tilføj filer"],
    ["Browse files", "Vælg fil"],
    ["file upload", "Vælg fil"],
    ["Error:", "Fejl: "],
    ["Drag and drop a file here", "Træk en fil hertil"],
    ["Drag and drop file here", "Træk en fil hertil"],
    ["Drag and drop files here", "Træk filer hertil"],
  ]);
  const FILMOENSTRE = [
    [/^(?:Limit )?(\d+) ?([KMG]B) per file(.*)$/, "Højst $1 $2$3"],
    [/^(\S+) files are not allowed\.$/, "Filer af typen $1 kan ikke bruges."],
    [/^File must be (\d+)\s?([KMG]B) or smaller\.$/, "Filen må højst fylde $1 $2."],
  ];
  const FELT = "[data-testid=stFileUploader]";
  const EGET = "[data-testid=stHtml], [data-testid=stMarkdownContainer], [data-testid=stCode], svg";
  const EGENSKABER = ["aria-label", "placeholder", "title"];

  function paaDansk(tekst, element) {
    const engelsk = tekst.trim();
    if (!engelsk || engelsk.length > 1000) return null;
    const fil = element.closest(FELT);
    const fast = (fil && FILFELT.get(engelsk)) || OVERALT.get(engelsk);
    if (fast) return fast;
    const moenster = [...(fil ? FILMOENSTRE : []), ...MOENSTRE].find(([m]) => m.test(engelsk));
    return moenster ? engelsk.replace(...moenster) : null;
  }

  // Rewrites the text of the node React made; were the node replaced, React would lose it.
  function tekst(knude) {
    const element = knude.parentElement;
    // A button's own word is markdown too, but only in the field for a file is it Streamlit's.
    if (!element || (element.closest(EGET) && !element.closest(FELT + " button"))) return;
    const dansk = paaDansk(knude.nodeValue, element);
    if (dansk && dansk !== knude.nodeValue) knude.nodeValue = dansk;
  }

  function egenskab(element, navn) {
    const dansk = element.hasAttribute(navn) && paaDansk(element.getAttribute(navn), element);
    if (dansk && dansk !== element.getAttribute(navn)) element.setAttribute(navn, dansk);
  }

  function alt(rod) {
    if (rod.nodeType === Node.TEXT_NODE) return tekst(rod);
    if (rod.nodeType !== Node.ELEMENT_NODE || rod.closest("svg")) return;
    const gang = document.createTreeWalker(rod, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let knude = rod; knude; knude = gang.nextNode()) {
      if (knude.nodeType === Node.TEXT_NODE) tekst(knude);
      else for (const navn of EGENSKABER) egenskab(knude, navn);
    }
  }

  new MutationObserver((aendringer) => {
    for (const a of aendringer) {
      if (a.type === "characterData") tekst(a.target);
      else if (a.type === "attributes") egenskab(a.target, a.attributeName);
      else a.addedNodes.forEach(alt);
    }
  }).observe(document.body, {
    subtree: true, childList: true, characterData: true, attributeFilter: EGENSKABER,
  });
  alt(document.body);
})();
