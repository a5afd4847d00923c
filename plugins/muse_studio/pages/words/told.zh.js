// 中文：Muse 用英文说的话（说明、原因、错误），[英文句式, 中文]；{名字} 原样填入，{名字*} 也译成中文。
/** @type {[string, string][]} */
export default [];
