// Puts the picture of a map in the clipboard, when »Kopiér« is pressed. The server makes the picture
// and shows it under the button (pages/dele/tekst.py); the clipboard is asked for at the click, as a
// browser wants it, and given the picture when it comes. Without a clipboard (a page without TLS on
// another machine) the text under the picture stays as it is: how to copy it by hand.
(function () {
  "use strict";
  if (window.praksiskortKopi) return; // the script is run again with each page
  window.praksiskortKopi = true;

  const KNAP = "[class*='st-key-kopier_'] button", KROP = "[data-testid=stPopoverBody]";
  const LAENGST_MS = 20000, HVERT_MS = 100;
  const KOPIERET = "Kopieret. Sæt billedet ind med Ctrl+V.";

  function tiden(krop) {
    const billede = krop.querySelector("img.kopi");
    return billede && billede.dataset.tid;
  }

  // The picture as a file, once another than the one that was there is shown.
  function nyt(krop, foer) {
    const slut = Date.now() + LAENGST_MS;
    return new Promise((klar, fejl) => {
      const kig = () => {
        const tid = tiden(krop);
        if (tid && tid !== foer) {
          const tegn = atob(krop.querySelector("img.kopi").src.split(",")[1]);
          klar(new Blob([Uint8Array.from(tegn, (t) => t.charCodeAt(0))], {type: "image/png"}));
        } else if (Date.now() > slut || !krop.isConnected) fejl(new Error("intet billede"));
        else setTimeout(kig, HVERT_MS);
      };
      kig();
    });
  }

  document.addEventListener("click", (haendelse) => {
    const knap = haendelse.target.closest && haendelse.target.closest(KNAP);
    const krop = knap && knap.closest(KROP);
    if (!krop || !navigator.clipboard || !window.ClipboardItem) return;
    navigator.clipboard
      .write([new ClipboardItem({"image/png": nyt(krop, tiden(krop))})])
      .then(() => {
        const svar = krop.querySelector(".kopisvar");
        if (svar) svar.textContent = KOPIERET;
      })
      .catch(() => {}); // the text under the picture says what to do
  }, true);
})();
