export const id = 190;
export const ids = [190];
export const modules = {

/***/ 4190:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   check: () => (/* binding */ check)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1633);
/* harmony import */ var _github_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5446);
/* harmony import */ var _github_results_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(617);
/* harmony import */ var _report_check_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(9070);
/* harmony import */ var _report_failure_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3304);
/* harmony import */ var _report_outputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5468);
/* harmony import */ var _data_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4889);
/* harmony import */ var _estimate_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9271);
/* harmony import */ var _plan_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2724);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2386);










/** The action `check`: judges data and job description, with no key and no network. */
function check(world) {
    return (0,_step_js__WEBPACK_IMPORTED_MODULE_8__/* .briefStep */ .X)(world, _report_outputs_js__WEBPACK_IMPORTED_MODULE_4__/* .CHECK_OUTPUTS */ .Gb, (report) => judge(report, world));
}
async function judge(report, world) {
    const { host } = world;
    const plan = await (0,_plan_js__WEBPACK_IMPORTED_MODULE_7__/* .readPlan */ .m)(_github_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .CheckInputs */ .Wj, world);
    report.outputs({ 'results-dir': plan.resultsDir });
    for (const warning of plan.warnings)
        host.warning(warning);
    const datasets = await (0,_data_js__WEBPACK_IMPORTED_MODULE_5__/* .inspectData */ .Po)(plan, world);
    const estimate = (0,_estimate_js__WEBPACK_IMPORTED_MODULE_6__/* .estimateOf */ .q)(plan, datasets);
    const refusal = refused(() => {
        (0,_data_js__WEBPACK_IMPORTED_MODULE_5__/* .refuseErrors */ .Sz)(datasets, plan);
        (0,_estimate_js__WEBPACK_IMPORTED_MODULE_6__/* .refuseTooMuch */ .o)(estimate, plan.inputs);
    });
    const checked = {
        ...(0,_data_js__WEBPACK_IMPORTED_MODULE_5__/* .checkedOf */ .Te)(datasets),
        failure: refusal && (0,_report_failure_js__WEBPACK_IMPORTED_MODULE_3__/* .explain */ .W)(refusal),
        fingerprint: (0,_data_js__WEBPACK_IMPORTED_MODULE_5__/* .fingerprintOf */ .ax)(plan, datasets),
        estimate,
    };
    report.outputs({
        valid: checked.valid,
        examples: checked.examples,
        problems: checked.errors,
        warnings: checked.warnings,
        fingerprint: checked.fingerprint,
        'estimated-tokens': estimate?.tokens,
        'estimated-cost': estimate?.cost,
    });
    const results = (0,_github_results_js__WEBPACK_IMPORTED_MODULE_2__/* .resultsIn */ .u)(plan.resultsDir, host);
    const markdown = (0,_report_check_js__WEBPACK_IMPORTED_MODULE_9__/* .checkSummary */ .Z4)(checked);
    results.write('report.json', `${JSON.stringify((0,_report_check_js__WEBPACK_IMPORTED_MODULE_9__/* .checkReport */ .pA)(checked), null, 2)}\n`);
    results.write('report.md', markdown);
    if (plan.inputs.summary)
        host.writeSummary(markdown);
    if (refusal)
        throw refusal;
}
/** The reason why this refuses, if it does. */
function refused(work) {
    try {
        work();
        return undefined;
    }
    catch (error) {
        if (error instanceof _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H)
            return error;
        throw error;
    }
}


/***/ })

};
