// Brings a person whose form came back to what has to be mended. Without it the summary is simply the
// first thing on the page.
document.querySelector('[data-focus]')?.focus()
