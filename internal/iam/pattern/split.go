package pattern

import "strings"

// Segments is the number of parts of an ARN: arn, partition, service, Region, account and
// resource. Only the resource may hold colons.
const Segments = 6

// ARN is a pattern taken apart at the first five colons.
type ARN [Segments]Pattern

// Split takes a pattern apart at its first five colons. Colons inside variables do not
// count. It reports false if there are fewer.
func (p Pattern) Split() (ARN, bool) {
	arn, n := p.split()
	return arn, n == Segments
}

// SplitOpen is [Pattern.Split] for resources, where a pattern that ends in * before its
// sixth segment goes on: arn:aws:s3:* has an * in every segment that is missing.
func (p Pattern) SplitOpen() (ARN, bool) {
	arn, n := p.split()
	if n < Segments && !p.EndsOpen() {
		return arn, false
	}
	for ; n < Segments; n++ {
		arn[n] = Pattern{AnyRun{}}
	}
	return arn, true
}

// split returns the segments and how many there are, at least one.
func (p Pattern) split() (arn ARN, n int) {
	var b builder
	for _, t := range p {
		rest, literal := t.(Literal)
		if !literal {
			b.add(t)
			continue
		}
		text := string(rest)
		for n < Segments-1 {
			before, after, found := strings.Cut(text, ":")
			if !found {
				break
			}
			b.literal(before)
			arn[n], b = b.done(), builder{}
			text = after
			n++
		}
		b.literal(text)
	}
	arn[n] = b.done()
	return arn, n + 1
}
