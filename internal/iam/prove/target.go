package prove

import (
	"iter"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/symbolic"
)

// action chooses the action.
func (r *realisation) action() string {
	atom := r.point[r.system.action]
	for action := range r.knownActions() {
		if r.actions.texts.Has(atom, action) {
			return action
		}
	}
	return r.actions.texts.Word(atom)
}

// target chooses the resource.
func (r *realisation) target(action string) string {
	atom := r.point[r.resource]
	if atom == r.resources.texts.Len() {
		return match.NoResource
	}
	within, without := r.relatedTo(nil)
	owner, owned := foreignAccount, false
	if k := r.keys[resourceAccountKey]; k != nil && r.facts.on(resourceAccount) {
		if owner, owned = r.value(resourceAccountKey); !owned {
			// An ARN with an account would say whose it is.
			without = append(without, arnOf("", symbolic.Times(symbolic.Digit, 12, 12)))
		} else {
			within = append(within, symbolic.List{arnOf("", symbolic.Text(owner)), arnOf("", nil)})
		}
	}
	good := func(arn string) bool {
		return !without.Accepts(arn) && !slices.ContainsFunc(within, func(l symbolic.List) bool { return !l.Accepts(arn) })
	}
	for arn := range r.candidates(action, owner) {
		if r.question.Kind == DeadStatements {
			break // the witness is not shown
		}
		if r.resources.texts.Has(atom, arn) && good(arn) {
			return arn
		}
	}
	if arn := r.resources.texts.Word(atom); good(arn) {
		return arn
	}
	arn, ok := r.resources.texts.Find(atom, within, without)
	if !ok {
		r.fail(r.roughly("the resource"))
	}
	return arn
}

// mostTargets bounds the patterns of a policy from which a resource is made up.
const mostTargets = 64

// candidates are resources that read well.
func (r *realisation) candidates(action, account string) iter.Seq[string] {
	service, _, _ := strings.Cut(strings.ToLower(action), ":")
	return func(yield func(string) bool) {
		if service == "s3" {
			if strings.Contains(action, "Object") && !yield("arn:aws:s3:::amzn-s3-demo-bucket/example") {
				return
			}
			if !yield("arn:aws:s3:::amzn-s3-demo-bucket") {
				return
			}
		}
		tries := 0
		for t := range r.resources.of(r.point[r.resource], r.targets) {
			if tries++; tries > mostTargets {
				break
			}
			made := instance(t, "example")
			if !yield(made) || !yield(strings.Replace(made, ":example:example:", ":us-east-1:"+account+":", 1)) ||
				!yield(strings.Replace(made, ":example:", ":"+account+":", 1)) || !yield(instance(t, "x")) {
				return
			}
		}
		_ = yield("arn:aws:"+service+":us-east-1:"+account+":example") && yield("arn:aws:"+service+":us-east-1::example")
	}
}

// instance puts a text for each wildcard.
func instance(pattern, text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(pattern, "*", text), "?", "x")
}
