# People's adjustments come in canonical form and in our own codes: nothing is left to translate.
.
