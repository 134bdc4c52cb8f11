variable "policy" {
  description = "Policy of the S3 endpoint."
  type        = string
  default     = <<-JSON
    {
      "Version": "2012-10-17",
      "Statement": [{
        "Effect": "Allow",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": "*",
        "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}
      }]
    }
  JSON

  # Nobody from outside the organisation gets in: proved for every possible request.
  validation {
    condition = provider::vpce::policy_prove(var.policy, {
      kind    = "principal_outside"
      trusted = { organization_ids = ["o-a1b2c3d4e5"] }
    }).verdict == "proved"
    error_message = "Principals from outside of the organisation get in."
  }
}

# But what they reach may be anybody's: a request shows it.
output "resources" {
  value = provider::vpce::policy_prove(var.policy, {
    kind    = "resource_outside"
    service = "s3"
    trusted = { organization_ids = ["o-a1b2c3d4e5"] }
  }).explanation
}
