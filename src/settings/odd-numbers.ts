import { isPair, isScalar, isSeq, visit } from 'yaml';
import type { Mistake } from '../errors.ts';
import type { YamlFile } from './yaml-file.ts';

const MOST = 20;

/** Numbers in lists that YAML reads otherwise than they are written: as words `007` is not `7`, and `1.10` not `1.1`. */
export function oddNumbers({ file, document, lineOf }: YamlFile): Mistake[] {
  const mistakes: Mistake[] = [];
  visit(document, {
    Scalar(index, node, ancestors) {
      const { value, source } = node;
      if (typeof index !== 'number' || typeof value !== 'number' || source === String(value)) return undefined;
      const path = ancestors.flatMap((one, depth): PropertyKey[] => {
        if (isPair(one)) return [isScalar(one.key) ? String(one.key.value) : ''];
        const item = ancestors[depth + 1];
        return isSeq(one) ? [item === undefined ? index : one.items.indexOf(item)] : [];
      });
      const line = lineOf(path);
      const message = `is the number ${value} to YAML; write "${source}" in quotes`;
      mistakes.push({ file, ...(line === undefined ? {} : { line }), key: path.join('.'), message });
      return mistakes.length < MOST ? undefined : visit.BREAK;
    },
  });
  return mistakes;
}
