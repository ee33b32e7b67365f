import { type Ladder, moves, quiet } from './ladder.ts'

/**
 * What torch releases did to training with one Lightning. What the table says was looked up in the
 * changes of torch; what moved and could not be looked up says "not explained".
 */
export const TORCH: Ladder = {
  package: 'torch',
  releases: ['2.8.0', '2.12.0', '2.13.0', '2.15.0'],
  steps: [
    {
      from: '2.8.0',
      to: '2.12.0',
      why: 'trunc_normal_ rejects normal values; it inverted the distribution at uniform ones (pytorch #174997)',
      moved: ['draw.computed/torch/nn.init.trunc_normal_', 'draw/torch/nn.init.trunc_normal_'],
      scenarios: ['draws'],
      candidates: ['torch-2.12.0-trunc-normal'],
      up: moves,
      down: moves,
    },
    { from: '2.12.0', to: '2.13.0', why: 'nothing that draws', ...quiet },
    { from: '2.13.0', to: '2.15.0', why: 'nothing that draws', ...quiet },
  ],
}
