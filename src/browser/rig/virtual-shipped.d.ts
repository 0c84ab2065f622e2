/** Made by the build: the texts of the shipped files (scripts/file-page.mjs). */
declare module 'virtual:shipped' {
  export const shipped: import('./shipped.js').Shipped;
}
