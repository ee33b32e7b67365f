const REPOSITORY = `org/lddpr-action`;
export { REPOSITORY as t };
