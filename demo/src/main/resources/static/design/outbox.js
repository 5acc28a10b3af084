// Shows a message as soon as it arrives.
const newest = Number(document.body.dataset.newest);

async function look() {
  try {
    const page = await fetch('/newest', { cache: 'no-store' });
    const number = Number(await page.text());
    if (page.ok && number !== newest) {
      location.href = '/';
      return;
    }
  } catch {
    // The demo has stopped or is restarting.
  }
  setTimeout(look, 1500);
}

setTimeout(look, 1500);
