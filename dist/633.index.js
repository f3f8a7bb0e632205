export const id = 633;
export const ids = [633];
export const modules = {

/***/ 1633:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ Failure)
/* harmony export */ });
/**
 * Something that was to be expected: wrong input, bad data, a refusal by the server. Its message is one
 * sentence that names what is wrong and where, and its advice says what to do about it. Any other error that
 * reaches the top is a bug of this action and is reported as one.
 */
class Failure extends Error {
    name = 'Failure';
    advice;
    constructor(message, options = {}) {
        super(message, { cause: options.cause });
        this.advice = options.advice;
    }
}


/***/ })

};
