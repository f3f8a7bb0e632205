export const id = 511;
export const ids = [511];
export const modules = {

/***/ 9511:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   control: () => (/* binding */ control)
/* harmony export */ });
/* harmony import */ var _api_client_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7085);
/* harmony import */ var _github_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7157);
/* harmony import */ var _jobs_control_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2969);
/* harmony import */ var _report_outputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5468);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2386);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2266);






/** The action `control`: cancels, pauses or resumes a job. */
function control(world) {
    const { host, clock, fetch, interrupted, userAgent } = world;
    return (0,_step_js__WEBPACK_IMPORTED_MODULE_4__/* .briefStep */ .X)(world, _report_outputs_js__WEBPACK_IMPORTED_MODULE_3__/* .CONTROL_OUTPUTS */ .LO, async (report) => {
        const { command, 'job-id': jobId, ...inputs } = (0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .inputsOf */ .Vc)(_github_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .ControlInputs */ .Zb, host);
        report.outputs({ 'job-id': jobId });
        const client = (0,_api_client_js__WEBPACK_IMPORTED_MODULE_0__/* .connect */ .N)((0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .connectionOf */ .ao)(inputs, userAgent), fetch, clock, interrupted);
        const { job, changed } = await (0,_jobs_control_js__WEBPACK_IMPORTED_MODULE_2__/* .changeJob */ .i_)(client, jobId, command, (0,_world_js__WEBPACK_IMPORTED_MODULE_5__/* .patienceOf */ .Hw)(world));
        report.outputs({ status: job.status });
        const done = changed ? `was asked to ${command}` : `is ${_jobs_control_js__WEBPACK_IMPORTED_MODULE_2__/* .PAST */ .vZ[command]} already`;
        host.notice(`Job ${jobId} ${done}; its status is ${job.status}.`);
    });
}


/***/ })

};
