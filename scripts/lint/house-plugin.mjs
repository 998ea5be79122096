import { bannedClock } from "./rules/banned-clock.mjs";
import { colourTokens } from "./rules/colour-tokens.mjs";
import { fileNames } from "./rules/file-names.mjs";
import { noFixedWaits } from "./rules/no-fixed-waits.mjs";
import { noLiteralText } from "./rules/no-literal-text.mjs";
import { noMessageMatching } from "./rules/no-message-matching.mjs";
import { noParkedTests } from "./rules/no-parked-tests.mjs";
import { noProcessEnv } from "./rules/no-process-env.mjs";
import { noSwallowedErrors } from "./rules/no-swallowed-errors.mjs";
import { permissionFirst } from "./rules/permission-first.mjs";
import { reasonedDisables } from "./rules/reasoned-disables.mjs";
import { shortFunctions } from "./rules/short-functions.mjs";
import { useCaseShape } from "./rules/use-case-shape.mjs";

/** The rules of this house that no published plugin has. */
export const housePlugin = {
  meta: { name: "house" },
  rules: {
    "banned-clock": bannedClock,
    "colour-tokens": colourTokens,
    "file-names": fileNames,
    "no-fixed-waits": noFixedWaits,
    "no-literal-text": noLiteralText,
    "no-message-matching": noMessageMatching,
    "no-parked-tests": noParkedTests,
    "no-process-env": noProcessEnv,
    "no-swallowed-errors": noSwallowedErrors,
    "permission-first": permissionFirst,
    "reasoned-disables": reasonedDisables,
    "short-functions": shortFunctions,
    "use-case-shape": useCaseShape,
  },
};
