import { jest } from "@jest/globals";
import { Heart } from "../src/http/heart.js";

beforeAll(() => void jest.useFakeTimers());
afterAll(() => void jest.useRealTimers());

test("Each connection is sent a sign of life once a period, a sixteenth of them at a time", () => {
  const heart = new Heart(1_600);
  const beats = new Array<number>(64).fill(0);
  const ends = beats.map((_, index) =>
    heart.add({ beat: () => beats.splice(index, 1, Number(beats[index]) + 1) }),
  );
  for (let turn = 1; turn <= 16; turn += 1) {
    jest.advanceTimersByTime(100);
    expect(beats.reduce((sum, count) => sum + count)).toBe(4 * turn);
  }
  expect(new Set(beats)).toEqual(new Set([1]));
  ends[0]?.();
  jest.advanceTimersByTime(3_200);
  expect([beats[0], ...new Set(beats.slice(1))]).toEqual([1, 3]);
  heart.stop();
  jest.advanceTimersByTime(1_600);
  expect(beats[1]).toBe(3);
});
