export { I as entriesIn, L as installsFor, R as mustHoldFor, z as neededOf, B as wantedFor, V as wantedOf } from "./pipeline.js";
