/** What a command throws when its work was done but the outcome is bad: exit code 1, with one line. */
export class Failure extends Error {}
