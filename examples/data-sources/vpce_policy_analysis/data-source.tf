# Two policies for the S3 endpoint, and what each lets through, for every possible request.
data "vpce_policy_analysis" "this" {
  vpc_endpoint_type = "Gateway"
  service           = "s3"
  region            = "us-east-1"

  trusted = {
    account_ids = ["111111111111"]
  }

  policies = {
    # Any bucket whose name begins so, whoever owns it.
    by_name = jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Principal = "*"
        Action    = "s3:*"
        Resource  = ["arn:aws:s3:::example-corp-*", "arn:aws:s3:::example-corp-*/*"]
        Condition = { StringEquals = { "aws:PrincipalAccount" = "111111111111" } }
      }]
    })

    # Buckets of our account.
    by_owner = jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Principal = "*"
        Action    = "s3:*"
        Resource  = "*"
        Condition = {
          StringEquals = {
            "aws:PrincipalAccount" = "111111111111"
            "aws:ResourceAccount"  = "111111111111"
          }
        }
      }]
    })
  }

  questions = ["principal_outside", "resource_outside"]
}

output "verdicts" {
  value = { for key, result in data.vpce_policy_analysis.this.results : key => result.verdict }
}

# A request that shows the leak: whose bucket is reached, and by which statement.
output "leak" {
  value = data.vpce_policy_analysis.this.results["by_name/resource_outside"].explanation
}
