export * as complaints from "./complaints.js";
export { default as addressing } from "./addressing.js";
