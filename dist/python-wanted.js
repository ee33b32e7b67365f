export { P as entriesIn, F as installsFor, I as mustHoldFor, L as neededOf, R as wantedFor, z as wantedOf } from "./pipeline.js";
