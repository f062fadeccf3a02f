export default {
  root: true,
  extends: ["html-validate:recommended", "html-validate:document"],
  rules: {
    "doctype-style": "off", // the standard reads both
    "long-title": "off", // a convenant's title is as long as its parties made it
    "no-trailing-whitespace": "off", // a template is laid out for its writers
    "require-sri": ["error", { target: "crossorigin" }], // the site's own files need no seal
  },
};
