export { j as entriesIn, M as installsFor, N as mustHoldFor, P as neededOf, F as wantedFor, I as wantedOf } from "./pipeline.js";
