export * from "npm:ts-pattern@5.9.2";
