export { t as impatient, n as ownLogin, r as placeComment } from "./comment.js";
