export declare function checkNounReadmes(files: Record<string, string>): string[];
