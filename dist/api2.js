export { t as connect, n as everyPage } from "./api.js";
