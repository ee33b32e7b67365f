export { v as connect, y as everyPage } from "./github.js";
