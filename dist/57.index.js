export const id = 57;
export const ids = [57];
export const modules = {

/***/ 7057:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   wait: () => (/* binding */ wait)
/* harmony export */ });
/* harmony import */ var _api_client_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7085);
/* harmony import */ var _github_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7157);
/* harmony import */ var _report_outputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5468);
/* harmony import */ var _attend_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5452);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2386);





/** The action `wait`: follows a job that exists, whoever has created it. */
function wait(world) {
    const { host, clock, fetch, workspace } = world;
    return (0,_step_js__WEBPACK_IMPORTED_MODULE_4__/* .step */ .P)(world, _report_outputs_js__WEBPACK_IMPORTED_MODULE_2__/* .WAIT_OUTPUTS */ .lY, async (report, times) => {
        const inputs = (0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .inputsOf */ .Vc)(_github_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .WaitInputs */ .nB, host);
        const folder = await workspace.folder(inputs['results-dir']);
        report.resultsIn(await folder.create());
        host.saveState('job-id', inputs['job-id']);
        host.saveState('created', 'false');
        report.outputs({ 'job-id': inputs['job-id'] });
        host.group('Training');
        const fate = await (0,_attend_js__WEBPACK_IMPORTED_MODULE_3__/* .attend */ .JK)({
            ...times,
            jobId: inputs['job-id'],
            client: (0,_api_client_js__WEBPACK_IMPORTED_MODULE_0__/* .connect */ .N)((0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .connectionOf */ .ao)(inputs, world.userAgent), fetch, clock),
            report,
            world,
            timeoutMs: inputs.timeout,
            intervalMs: inputs['poll-interval'],
            onTimeout: inputs['on-timeout'],
            onCancel: inputs['on-cancel'] ?? 'detach',
        });
        host.endGroup();
        if (fate.kind !== 'verdict')
            throw new Error(`nothing replaces a job here: ${fate.kind}`);
        return fate.verdict;
    });
}


/***/ })

};
