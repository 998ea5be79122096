import { countTextTokens } from "@/lib/tokens/count-text-tokens";

type Language = "zh" | "en";

interface Topic {
  asked: RegExp;
  zh: string;
  en: string;
}

/** The first topic whose words occur in the question is answered. */
const TOPICS: readonly Topic[] = [
  {
    asked: /抵扣系数|系数|weight/i,
    zh: "不同模型成本不同，所以每个模型都有公开的抵扣系数：用掉的模型词元乘以系数，就是从套餐里扣掉的词元。输入、缓存命中的输入和输出各有一个系数，整次调用只向上取整一次。每一笔都能在“用量”里看到算式。",
    en: "Models differ in cost, so each has published weights: model tokens times the weight are what your plan pays. Input, cached input and output have one weight each, and a call is rounded up once. Every call shows its formula on the usage page.",
  },
  {
    asked: /套餐|价格|多少钱|加油包|price|plan|pack|cost/i,
    zh: "套餐按月给一份词元，到账单月的同一天零点止；不够用时可以随时加购加油包，也可以按量付费。先到期的词元包先用。价格和历史版本都在资费公示页，调价会提前公布，正在使用的套餐不受影响。",
    en: "A plan gives you a bucket of tokens every month; add-on packs and pay as you go top it up. The bucket that expires first is used first. Prices and their history are on the tariff page, changes are announced ahead, and a running plan keeps its price.",
  },
  {
    asked: /密钥|接入|代码|怎么用|sdk|api|key|code|quick ?start|how (do|can|to)/i,
    zh: "在“密钥”页新建一个密钥（只显示一次），把 OpenAI 客户端的 base_url 换成本网关的地址、api_key 换成它，就可以调用目录里的任何模型。流式和非流式都支持，每次调用结束时就已经记账。",
    en: "Create a key on the keys page (it is shown once), point any OpenAI client's base URL at this gateway, and call any model in the catalogue. Streaming works too, and a call is on your books by the time it ends.",
  },
  {
    asked: /词元|token/i,
    zh: "词元（token）是大模型处理文字的计量单位：一个汉字大约一个词元，一个英文单词大约 1.3 个。您发送的内容是输入词元，模型写出的是输出词元，两者分别计量。一轮日常问答大约用掉一千个词元。",
    en: "A token is the unit in which language models read and write: about three quarters of an English word, or one Chinese character. What you send is input, what the model writes is output, and they are metered separately. An everyday chat turn takes about a thousand tokens.",
  },
];

const OTHERWISE = {
  zh: "您的请求已经走完整条链路：验证密钥、预留词元、调用上游、逐段返回、按真实用量结算。可以试着问我：什么是词元？套餐怎么扣？抵扣系数是什么？怎么接入？",
  en: "Your request has just taken the whole way: key checked, tokens held, upstream called, answer streamed, usage settled. Try asking: What is a token? How do plans work? What are weights? How do I connect?",
};

const OPENING = {
  zh: (model: string) => `【演示应答】这里是内置的沙箱上游，代替 ${model} 作答，不是真正的模型。`,
  en: (model: string) =>
    `[Demo answer] This is the built-in sandbox upstream standing in for ${model}; no real model is behind it. `,
};

/** A short and true answer in the language of the question, which never pretends to come from the model itself. */
export function writeAnswer(question: string, model: string): string {
  const language: Language = /\p{Script=Han}/u.test(question) ? "zh" : "en";
  const topic = TOPICS.find(({ asked }) => asked.test(question)) ?? OTHERWISE;
  return OPENING[language](model) + topic[language];
}

/** A text of exactly so many tokens: a word that is always one token, repeated. */
export function writeExactly(tokens: number): string {
  return " token".repeat(tokens);
}

/** The longest beginning of a text that has at most so many tokens. */
export function cutToTokens(text: string, limit: number): string {
  if (countTextTokens(text) <= limit) return text;
  const characters = [...text];
  let fits = 0;
  let tooLong = characters.length;
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (countTextTokens(characters.slice(0, middle).join("")) <= limit) fits = middle;
    else tooLong = middle;
  }
  return characters.slice(0, fits).join("");
}
