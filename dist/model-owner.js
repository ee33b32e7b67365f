export { t as REPOSITORY } from "./owner.js";
